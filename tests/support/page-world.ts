import type { RequestId } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { startSession } from '../../src/use-cases/sessions/start-session.ts';
import type { anApi } from './api.ts';
import { anApiWorld, type Name } from './api-world.ts';
import { aChange, anId, aRequest } from './builders.ts';
import { valueOf } from './people.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

type Typed = { readonly [field: string]: string };

/** The world of the API, looked at on pages: without a browser, by people who are signed in. */
export async function aPageWorld(database?: 'sqlite' | 'postgres') {
  const world = await anApiWorld(database);
  const { requests, people } = world.api.deps.store;
  const found = (name: Name) => people.byId(world.ids[name]);
  return {
    ...world,
    ...visitorsOf(world.api, found),
    /** One more request like that of the world, for something else. */
    async open(given: Partial<Request>): Promise<RequestId> {
      const before = await requests.byId(world.request);
      const change = aChange({ entitlementId: anId('entitlement') });
      const request = { ...aRequest(before), id: anId('request'), version: 1, changes: [change], ...given };
      await requests.open(request, []);
      return request.id;
    },
  };
}

/** People in front of the pages of an installation, who look and who send forms. */
export function visitorsOf<Who extends string>(
  api: Awaited<ReturnType<typeof anApi>>,
  personOf: (name: Who) => Promise<Person | undefined>,
) {
  const cookies = new Map<Who, string>();

  async function cookieOf(name: Who): Promise<string> {
    const known = cookies.get(name);
    if (known !== undefined) return known;
    const person = await personOf(name);
    if (person === undefined) throw new Error(`the world has no ${name}`);
    const started = await startSession(api.deps, person, {
      ...{ method: 'demo', agent: 'a test', roles: [], provenAt: Date.now() },
    });
    const cookie = `leasehold=${valueOf(started).text}`;
    cookies.set(name, cookie);
    return cookie;
  }

  async function ask(by: Who, path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = { cookie: await cookieOf(by), ...init.headers };
    const response = await api.ask(path, { ...init, headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  return {
    ask,
    cookieOf,
    see: (by: Who, path: string) => ask(by, path),
    /** A form as it stands on the page `on`, with these fields typed into it. */
    async send(by: Who, path: string, typed: Typed, on: string): Promise<Answer> {
      const { text } = await ask(by, on);
      const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
      const body = new FormData();
      for (const [name, value] of Object.entries({ csrf: hidden('csrf'), click: hidden('click'), ...typed }))
        body.set(name, value);
      return ask(by, path, { method: 'POST', body });
    },
  };
}
