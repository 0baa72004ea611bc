import type { App } from '../domain/catalog/app.ts';
import type { PersonId } from '../domain/ids.ts';
import { isAdmin, type Person } from '../domain/people/person.ts';
import { whoCanAct } from '../domain/policy/level-progress.ts';
import { openLevelIndex } from '../domain/request/decide.ts';
import { whyNotExtend } from '../domain/request/extend.ts';
import { whyNotCancel, whyNotRetry, whyNotStop } from '../domain/request/refuse.ts';
import { whyNotRemind } from '../domain/request/remind.ts';
import type { Request } from '../domain/request/request.ts';
import { isFinal, stateOf } from '../domain/request/state.ts';
import { hasOpenQuestion } from '../domain/request/thread.ts';
import { mayNot } from '../domain/request/who-may.ts';
import type { Instant } from '../domain/time.ts';

export type Action = 'decide' | 'ask' | 'answer' | 'remind' | 'cancel' | 'extend' | 'end' | 'retry' | 'again';

interface Looker {
  readonly person: Person;
  /** For whom they decide as well, now. */
  readonly standsFor: readonly PersonId[];
}

/**
 * What this person can do with a request at this moment, for what to offer them. Whether they may is looked at again when
 * they do it.
 */
export function actionsFor(
  request: Request,
  { person, standsFor }: Looker,
  app: App,
  now: Instant,
): ReadonlySet<Action> {
  const seen = { ...request, asOf: now };
  const isPending = stateOf(seen) === 'pending_approval';
  const isGiven = request.changes.some(({ effectiveAt }) => effectiveAt !== undefined);
  // Whoever has asked may have heard the answer elsewhere.
  const deciders = isPending ? whoCanAct(seen.levels, openLevelIndex(seen)) : [];
  const decides = deciders.some((id) => id === person.id || standsFor.includes(id));
  const possible: { readonly [Name in Action]: boolean } = {
    decide: decides,
    ask: isPending && mayNot.ask(seen, person, standsFor) === undefined,
    answer: isPending && hasOpenQuestion(seen) && mayNot.answer(seen, person) === undefined,
    remind: isPending && mayNot.remind(seen, person) === undefined && whyNotRemind(seen, now) === undefined,
    cancel: !isGiven && mayNot.cancel(seen, person, 'asked for') === undefined && whyNotCancel(seen) === undefined,
    extend: whyNotExtend(seen) === undefined && (request.beneficiaryId === person.id || isAdmin(person)),
    end: isGiven && mayNot.end(seen, person, app) === undefined && whyNotStop(seen) === undefined,
    again: isFinal(stateOf(seen)) && [request.requesterId, request.beneficiaryId].includes(person.id),
    retry: mayNot.retry(seen, person, app) === undefined && whyNotRetry(seen) === undefined,
  };
  return new Set((Object.keys(possible) as Action[]).filter((name) => possible[name]));
}
