import { ok, type Result, refused } from '../../domain/errors.ts';
import { whyNotAsk } from '../../domain/request/refuse.ts';
import type { Problem } from '../../domain/errors.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Person } from '../../domain/people/person.ts';
import type { DecisionLink } from '../../ports/desk-store.ts';
import type { Keys } from '../../ports/environment.ts';
import type { Delivery } from '../../ports/request-gateway.ts';
import type { Acting } from '../acting.ts';
import { type DecideDeps, decideRequest } from '../decide-request.ts';
import { findSeat } from '../find-seat.ts';

interface Deps extends DecideDeps {
  readonly keys: Pick<Keys, 'sha256'>;
}

export interface SeenLink {
  readonly link: DecisionLink;
  readonly request: Request;
  /** Why nothing can be approved by it any more. */
  readonly problem: Problem | undefined;
}

/** What a link would approve, for the one it was made for; looking at it uses nothing up. */
export async function seeDecisionLink(deps: Deps, person: Person, text: string): Promise<Result<SeenLink>> {
  const link = await deps.store.desk.linkBy(deps.keys.sha256(text));
  const request = link === undefined ? undefined : await deps.store.requests.byId(link.requestId);
  if (link === undefined || request === undefined) return NO_LINK;
  if (link.personId !== person.id) return notYours(person);
  return ok({ link, request, problem: await wrongWith(deps, link, request) });
}

/** Approves what the link holds ready. It is used up by being done, and however often it is sent, it is one decision. */
export async function decideByLink(deps: Deps, acting: Acting, text: string): Promise<Result<Delivery>> {
  const seen = await seeDecisionLink(deps, acting.person, text);
  if (!seen.ok) return seen;
  const { link, problem } = seen.value;
  if (problem !== undefined) return { ok: false, problem };
  if (acting.origin.assurance !== 'fresh_sign_in') return NOT_FRESH;
  const { requestId, comment, lease, clickId, hash } = link;
  const decided = await decideRequest(deps, acting, requestId, { decision: 'approve', comment, lease, clickId });
  if (decided.ok) await deps.store.desk.useLink(hash, deps.clock.now());
  return decided;
}

async function wrongWith(deps: Deps, link: DecisionLink, request: Request): Promise<Problem | undefined> {
  if (link.usedAt !== undefined) return USED.problem;
  const why = whyNotAsk(request);
  if (why !== undefined) return why;
  if (link.expiresAt <= deps.clock.now()) return EXPIRED.problem;
  const seat = await findSeat(deps, request, link.personId, { verdict: 'approve', assurance: 'fresh_sign_in' });
  return seat.ok ? undefined : seat.problem;
}

const NO_LINK = refused('not_found', 'This link is over, or never was one. Nothing was decided.');
const NOT_FRESH = refused('fresh_sign_in_needed', 'Approving this needs a sign-in of the last five minutes.');
const USED = refused('gone', 'You have approved by this link already. It was good once.');
const EXPIRED = refused('gone', 'This link was good for ten minutes. Nothing was decided: approve it here, or anew.');

function notYours({ name }: Person) {
  const detail = `This link was made for somebody else, and you are signed in as ${name}. Nothing was decided.`;
  return refused('not_allowed', detail);
}
