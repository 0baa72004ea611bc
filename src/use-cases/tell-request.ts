import type { App } from '../domain/catalog/app.ts';
import { type Problem, type Result, refused } from '../domain/errors.ts';
import type { RequestId } from '../domain/ids.ts';
import type { Request } from '../domain/request/request.ts';
import { mayNot } from '../domain/request/who-may.ts';
import type { Delivery, RequestGateway } from '../ports/request-gateway.ts';
import type { Store } from '../ports/store.ts';
import type { Acting } from './acting.ts';
import { deliver } from './deliver.ts';
import { standsFor } from './see-requests.ts';
import { askAgain } from './tasks/ask-again.ts';

interface Deps {
  readonly store: Pick<Store, 'requests' | 'catalog'>;
  readonly gateway: RequestGateway;
}

/** What people refused to do by hand they are asked for anew. */
type RetryDeps = Parameters<typeof askAgain>[0];

interface Said {
  readonly clickId: string;
}

export function cancelRequest(
  deps: Deps,
  acting: Acting,
  id: RequestId,
  { clickId, reason }: Said & { reason?: string | undefined },
) {
  return tell(deps, acting, id, (request) => ({
    why: mayNot.cancel(request, acting.person, reason),
    send: (to) => deps.gateway.send(to, 'cancel', { clickId, origin: acting.origin, reason }),
  }));
}

export function endRequest(
  deps: Deps,
  acting: Acting,
  id: RequestId,
  { clickId, reason }: Said & { reason?: string | undefined },
) {
  return tell(deps, acting, id, (request, app) => ({
    why: mayNot.end(request, acting.person, app),
    send: (to) => deps.gateway.send(to, 'end', { clickId, origin: acting.origin, reason }),
  }));
}

export function retryRequest(deps: Deps & RetryDeps, acting: Acting, id: RequestId, { clickId }: Said) {
  return tell(deps, acting, id, (request, app) => ({
    why: mayNot.retry(request, acting.person, app),
    send: async (to) => {
      await askAgain(deps, acting, to);
      return deps.gateway.send(to, 'retry', { clickId, origin: acting.origin });
    },
  }));
}

export function remindDeciders(deps: Deps, acting: Acting, id: RequestId, { clickId }: Said) {
  return tell(deps, acting, id, (request) => ({
    why: mayNot.remind(request, acting.person),
    send: (to) => deps.gateway.send(to, 'remind', { clickId, origin: acting.origin }),
  }));
}

export async function askRequester(
  deps: Deps & Parameters<typeof standsFor>[0],
  acting: Acting,
  id: RequestId,
  { clickId, text }: Said & { readonly text: string },
) {
  const others = await standsFor(deps, acting.person.id);
  return tell(deps, acting, id, (request) => ({
    why: mayNot.ask(request, acting.person, others) ?? emptyText(text),
    send: (to) => deps.gateway.send(to, 'ask', { clickId, origin: acting.origin, by: acting.person.id, text }),
  }));
}

export function answerQuestion(
  deps: Deps,
  acting: Acting,
  id: RequestId,
  { clickId, text }: Said & { readonly text: string },
) {
  return tell(deps, acting, id, (request) => ({
    why: mayNot.answer(request, acting.person) ?? emptyText(text),
    send: (to) => deps.gateway.send(to, 'answer', { clickId, origin: acting.origin, by: acting.person.id, text }),
  }));
}

interface Telling {
  readonly why: Problem | undefined;
  readonly send: (to: Request) => Promise<Result<Delivery>>;
}

/** Who may is looked up here, now; whether the state allows it is for the workflow to say. */
async function tell(
  { store, gateway }: Deps,
  { person }: Acting,
  id: RequestId,
  telling: (request: Request, app: App) => Telling,
): Promise<Result<Delivery>> {
  const request = await store.requests.byId(id);
  const app = request === undefined ? undefined : await store.catalog.appById(request.appId);
  if (request === undefined || app === undefined) return refused('not_found', 'There is no such request.');
  if (person.status !== 'active') return refused('not_allowed', 'You have left: nothing changed.');
  const { why, send } = telling(request, app);
  return why === undefined ? deliver({ store, gateway }, request, send) : { ok: false, problem: why };
}

function emptyText(text: string): Problem | undefined {
  return text.trim() === '' ? { code: 'malformed', detail: 'There is no text.', field: 'text' } : undefined;
}
