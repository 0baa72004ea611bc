import type { FactName } from '../audit/fact.ts';
import type { PersonId } from '../ids.ts';
import { openLevelIndex } from '../request/decide.ts';
import type { Request, RequestState, ThreadEntry } from '../request/request.ts';
import { stillHasAccess } from '../request/say-state.ts';
import { isFinal, stateOf } from '../request/state.ts';
import { hasOpenQuestion } from '../request/thread.ts';
import type { CardName, RecordedFact } from './affair.ts';
import { type Circle, decidersNow, withDelegates } from './deciders.ts';
import type { NewsName } from './news.ts';
import type { RequestScene } from './says.ts';

export type RequestNews = Exclude<NewsName, 'overdue'>;

interface Occasion {
  readonly scene: RequestScene;
  readonly circle: Circle;
  readonly fact: RecordedFact;
}

interface Rule {
  readonly from: readonly FactName[];
  /** Each time is news of its own, not only the last one. */
  readonly each?: true;
  /** Whether it is still worth telling: what is over by now is not. */
  readonly isSo: (scene: RequestScene, fact: RecordedFact) => boolean;
  readonly to: (occasion: Occasion) => readonly PersonId[];
  readonly under: (request: Request, to: PersonId) => CardName | undefined;
  readonly entry?: (request: Request, fact: RecordedFact) => ThreadEntry | undefined;
}

const APPROVED: readonly FactName[] = [
  ...(['request.approved', 'request.auto_approved', 'request.self_approved'] as const),
  ...(['request.emergency_approved', 'direct_grant.made'] as const),
];

/** Each piece of news: from which facts, as long as what is so, to whom, and in which thread. */
export const RULES: { readonly [Name in RequestNews]: Rule } = {
  received: aboutOwn(['request.opened'], ({ request }) => is(request, 'pending_approval')),
  approved: {
    ...aboutOwn(APPROVED, ({ request }) => request.decision === 'approved' && !isGoingAway(request)),
    to: ({ scene: { request } }) => (request.kind === 'direct_grant' ? [request.beneficiaryId] : own(request)),
  },
  rejected: aboutOwn(['request.rejected'], ({ request }) => is(request, 'rejected')),
  closed: {
    ...aboutOwn(['request.lapsed', 'request.cancelled', 'request.failed'], ({ request }) =>
      is(request, 'lapsed', 'cancelled', 'failed'),
    ),
    to: ({ scene: { request }, fact }) => own(request).filter((id) => !isBy(fact, id)),
  },
  given: aboutOwn(['request.given', 'request.applied'], ({ request }) =>
    request.kind === 'extend' ? request.appliedAt !== undefined : isHeld(request),
  ),
  task_failed: aboutOwn(['request.giving_failed'], ({ request }) =>
    request.changes.some(({ state, failure }) => state === 'giving' && failure !== undefined),
  ),
  still_has_access: aboutOwn(['request.taking_failed'], ({ request }) => stillHasAccess(request)),
  ends_soon: aboutOwn(
    ['request.ends_soon'],
    ({ request, now }, { data }) =>
      isHeld(request) && request.endsAt !== undefined && request.endsAt > now && data?.['endsAt'] === request.endsAt,
  ),
  ended: aboutOwn(['request.ended'], ({ request }) => is(request, 'ended')),
  question: {
    ...{ from: ['request.asked'], each: true, entry: entryOf('question'), under: () => 'state' },
    isSo: ({ request }, fact) => isPending(request) && isUnanswered(request, entryOf('question')(request, fact)),
    to: ({ scene: { request } }) => [request.requesterId],
  },
  answered: {
    ...{ from: ['request.answered'], each: true, entry: entryOf('answer'), under: () => 'decide' },
    isSo: ({ request }) => isPending(request) && !hasOpenQuestion(request),
    to: ({ scene: { request }, circle, fact }) =>
      withDelegates(decidersNow(request), request, circle).filter((id) => !isBy(fact, id)),
  },
  reminder: {
    from: ['request.reminded'],
    isSo: ({ request }) => isPending(request),
    to: ({ scene: { request }, circle, fact }) => remindedOf(request, circle, fact),
    under: (request) => (hasOpenQuestion(request) ? 'state' : 'decide'),
  },
  next_level: {
    from: ['request.approved_at_level'],
    isSo: ({ request }, fact) => isPending(request) && !hasOpenQuestion(request) && opensNext(request, fact),
    to: ({ scene: { request }, circle, fact }) =>
      withDelegates(decidersNow(request), request, circle).filter((id) => !isBy(fact, id)),
    under: () => 'decide',
  },
  escalated: {
    from: ['request.escalated'],
    isSo: ({ request }) => isPending(request) && !hasOpenQuestion(request),
    to: ({ scene: { request }, fact }) => decidersNow(request).filter((id) => !namedIn(fact).includes(id)),
    under: () => 'decide',
  },
  emergency: {
    from: ['request.emergency_approved'],
    isSo: () => true,
    to: ({ scene, circle }) => bystanders(scene, circle),
    under: () => undefined,
  },
};

function aboutOwn(from: readonly FactName[], isSo: Rule['isSo']): Rule {
  return { from, isSo, to: ({ scene: { request } }) => own(request), under: () => 'state' };
}

function own({ requesterId, beneficiaryId }: Request): readonly PersonId[] {
  return [requesterId, beneficiaryId];
}

function is(request: Request, ...states: readonly RequestState[]): boolean {
  return states.includes(stateOf(request));
}

function isPending(request: Request): boolean {
  return is(request, 'pending_approval');
}

function isHeld({ changes }: Request): boolean {
  return changes.some(({ state }) => state === 'given');
}

/** Over, or about to be; what was asked to be taken away is done by being over. */
function isGoingAway(request: Request): boolean {
  const isDone = request.kind === 'extend' || request.changes.every(({ op }) => op === 'remove');
  const state = stateOf(request);
  return isDone ? isFinal(state) && state !== 'ended' : isFinal(state) || state === 'ending';
}

function entryOf(kind: ThreadEntry['kind']) {
  return ({ thread }: Request, { at, data }: RecordedFact): ThreadEntry | undefined =>
    thread.find((one) => one.kind === kind && one.at === at && one.text === data?.['text']);
}

function isUnanswered({ thread }: Request, entry: ThreadEntry | undefined): boolean {
  return entry !== undefined && !thread.slice(thread.indexOf(entry)).some(({ kind }) => kind === 'answer');
}

/** What was decided there is done: another level is open by now. */
function opensNext(request: Request, { data }: RecordedFact): boolean {
  const level = data?.['level'];
  return typeof level === 'number' && openLevelIndex(request) + 1 > level;
}

/** Of those who were reminded, who is still waited for, and who stands for them. */
function remindedOf(request: Request, circle: Circle, fact: RecordedFact): readonly PersonId[] {
  const awaited = hasOpenQuestion(request) ? [request.requesterId] : decidersNow(request);
  const reminded = awaited.filter((id) => namedIn(fact).includes(id));
  const all = hasOpenQuestion(request) ? reminded : withDelegates(reminded, request, circle);
  return all.filter((id) => !isBy(fact, id));
}

/** Everyone concerned who neither asked nor gets it: owners, whoever leads them, and who would have decided. */
function bystanders({ request, app }: RequestScene, { people }: Circle): readonly PersonId[] {
  const manager = people.get(request.beneficiaryId)?.managerId;
  const approvers = request.levels.flatMap((level) => level.approvers.map(({ personId }) => personId));
  const all = [...app.ownerIds, ...(manager === undefined ? [] : [manager]), ...approvers];
  return all.filter((id) => !own(request).includes(id));
}

function namedIn({ data }: RecordedFact): readonly string[] {
  const to = data?.['to'];
  return Array.isArray(to) ? to.filter((id) => typeof id === 'string') : [];
}

function isBy({ actor }: RecordedFact, id: PersonId): boolean {
  return actor.kind === 'person' && actor.id === id;
}
