import type { Problem } from '../errors.ts';
import type { PersonId } from '../ids.ts';
import { canonicalJson } from '../json.ts';
import type { Lease } from '../lease/lease.ts';
import { hadTheirSay } from '../policy/seats.ts';
import { agreedSoFar, openLevel, openLevelIndex, type Verdict } from './decide.ts';
import { isFinal, stateOf } from './state.ts';
import type { LevelApprover, Request } from './request.ts';

/** What the directory said about a person at the moment of their click. It travels with the decision. */
export interface Evidence {
  /** The level that was open when they looked, from 0. */
  readonly level: number;
  readonly mayDecide: boolean;
  readonly because: string;
  /** Who was not asked, such as for being away, and decides now. */
  readonly newcomer?: LevelApprover | undefined;
  /** What others had agreed to when they looked: another lease was held against it. */
  readonly agreed?: Lease | undefined;
}

/** Why a decision cannot be applied to the request as it is now; undefined when it can. */
export function whyNotDecide(request: Request, verdict: Verdict, evidence: Evidence): Problem | undefined {
  const level = openLevel(request);
  if (stateOf(request) !== 'pending_approval' || level === undefined) return alreadyDecided(request);
  const concerned: readonly PersonId[] = [request.requesterId, request.beneficiaryId];
  const saying = verdict.onBehalfOf === undefined ? [verdict.by] : [verdict.by, verdict.onBehalfOf];
  if (!request.flow.selfApproval && saying.some((id) => concerned.includes(id))) {
    return problem(request, 'own_request', 'Nobody decides a request of their own. Nothing changed.');
  }
  if (!evidence.mayDecide) return problem(request, 'not_an_approver', evidence.because);
  const seat = verdict.onBehalfOf ?? verdict.by;
  if (level.decisions.some(({ by, onBehalfOf }) => (onBehalfOf ?? by) === seat || by === verdict.by)) {
    return problem(request, 'already_decided', 'You have decided this level already. Others are still to decide.');
  }
  if (evidence.level !== openLevelIndex(request)) {
    return problem(
      request,
      'wrong_state',
      'That level is decided, the next one is open now. Look again before you decide.',
    );
  }
  if (verdict.lease !== undefined && !isSameLease(evidence.agreed, agreedSoFar(request))) {
    return problem(request, 'wrong_state', 'Others have agreed to a lease meanwhile. Look again before you change it.');
  }
  if (level.distinct && saying.some((id) => decidedBefore(request, id))) {
    return problem(request, 'not_an_approver', 'You decided an earlier level; this one needs somebody else.');
  }
  return undefined;
}

export function whyNotCancel(request: Request): Problem | undefined {
  const why = whyNotStop(request);
  if (why !== undefined || request.changes.every(({ effectiveAt }) => effectiveAt === undefined)) return why;
  return problem(request, 'wrong_state', 'The access was given already: end it instead. Nothing changed.');
}

export function whyNotStop(request: Request): Problem | undefined {
  const state = stateOf(request);
  if (isFinal(state)) return problem(request, 'wrong_state', `This request is ${state} already. Nothing changed.`);
  if (state === 'ending') return problem(request, 'wrong_state', 'It is being taken back already. Nothing changed.');
  return undefined;
}

/** Only what is under way can be tried again. */
export function whyNotRetry(request: Request): Problem | undefined {
  if (request.changes.some(({ state }) => state === 'giving' || state === 'taking')) return undefined;
  return problem(request, 'wrong_state', 'Nothing of it is waiting to be tried again. Nothing changed.');
}

export function whyNotAsk(request: Request): Problem | undefined {
  return stateOf(request) === 'pending_approval' ? undefined : alreadyDecided(request);
}

function isSameLease(one: Lease | undefined, other: Lease | undefined): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}

function decidedBefore(request: Request, person: PersonId): boolean {
  const earlier = request.levels.slice(0, openLevelIndex(request));
  return earlier.some(({ decisions }) => decisions.some((one) => hadTheirSay(one).includes(person)));
}

/** Who was first, where it was somebody. */
function alreadyDecided(request: Request): Problem {
  const last = request.levels.flatMap(({ decisions }) => decisions).at(-1);
  const isTheirs = last !== undefined && request.decision !== 'none' && request.closing !== 'lapsed';
  const who = isTheirs ? (request.names[last.by] ?? 'Somebody') : undefined;
  const what = who === undefined ? '' : `${who} ${last?.verdict === 'approve' ? 'approved' : 'rejected'} this. `;
  return problem(request, 'already_decided', `${what}This request is ${sayState(request)} already. Nothing changed.`);
}

function sayState(request: Request): string {
  return stateOf(request).replaceAll('_', ' ');
}

function problem(request: Request, code: Problem['code'], detail: string): Problem {
  return { code, detail, state: stateOf(request) };
}
