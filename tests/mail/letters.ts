import type { Request } from '../../src/domain/request/request.ts';
import type { RequestScene, RequestTold, Says } from '../../src/domain/telling/says.ts';
import type { Letter } from '../../src/ports/way.ts';
import { NOW } from '../support/builders.ts';
import { anApp } from '../support/ledger.ts';
import { aPerson } from '../support/builders.ts';
import { MAYA, maysRequest } from '../slack/scenes.ts';

export const PUBLIC_URL = 'https://access.example';
const app = anApp({ id: 'app_AWS' });

export function sceneOf(request: Request, more: Partial<RequestScene> = {}): RequestScene {
  return {
    request: { ...request, asOf: NOW },
    app,
    now: NOW,
    zone: 'UTC',
    looking: undefined,
    usual: undefined,
    ...more,
  };
}

export function readerCalled(name: string, id: `per_${string}` = MAYA) {
  return { person: aPerson({ id, name, email: 'maya@example.com' }), standsFor: [] };
}

type News = RequestTold['news'];

export function newsOf(news: News, request: Request = maysRequest(), more: Partial<RequestTold> = {}): RequestTold {
  return { says: 'news', news, scene: sceneOf(request), readers: [readerCalled('Maya Ortiz')], ...more };
}

export function toDecide(request: Request = maysRequest(), more: Partial<RequestScene> = {}): Says {
  return { says: 'decide', scene: sceneOf(request, more), readers: [readerCalled('Lin Chen', 'per_LIN')] };
}

export function aLetter(given: Partial<Letter> = {}): Letter {
  const to = { workspaceId: undefined, address: 'maya@example.com' };
  return { key: 'request:REQ-7K3F9QAB2M decide per_LIN', to, says: toDecide(), under: undefined, ...given };
}
