import type { PersonId } from '../ids.ts';
import type { Assurance, Level, LevelApprover, Request } from '../request/request.ts';
import { candidatesOf } from './candidates.ts';
import { type Analysis, analysis, check, type CodedCheck } from './check.ts';
import { delegatesOf, type Directory, personOf, type Subject } from './directory.ts';
import { type Scene, whyNot } from './eligible.ts';
import { hadTheirSay } from './seats.ts';

/** What was read at the moment of the click, and how sure we are who clicked. */
export interface DecisionFacts {
  readonly directory: Directory;
  readonly now: Subject['now'];
  readonly assurance: Assurance;
  readonly verdict: 'approve' | 'reject';
}

/** Whose decision it would be. */
export interface Seat {
  readonly by: PersonId;
  /** Set when a delegate acts for somebody else. */
  readonly onBehalfOf: PersonId | undefined;
  /** "app owner", or for a delegate "for Ada Kowalska, app owner". */
  readonly because: string;
}

type Decidable = Pick<Request, 'requesterId' | 'beneficiaryId' | 'changes' | 'flags' | 'flow' | 'levels'>;

interface Click {
  readonly request: Decidable;
  readonly index: number;
  readonly by: PersonId;
  readonly facts: DecisionFacts;
  readonly scene: Scene;
}

/**
 * Whether this person may decide this level, now: by the directory of this moment, not by who was told then.
 * Whether the request can be decided at all is another question.
 */
export function mayDecide(request: Decidable, index: number, by: PersonId, facts: DecisionFacts): Analysis<Seat> {
  const entitlements = request.changes.map(({ entitlementId }) => ({ id: entitlementId, name: entitlementId }));
  const { requesterId, beneficiaryId, flow } = request;
  const subject: Subject = { requesterId, beneficiaryId, entitlements, now: facts.now };
  const scene: Scene = { directory: facts.directory, subject, selfApproval: flow.selfApproval };
  const click: Click = { request, index, by, facts, scene };
  const seats = seatsOf(click);
  const seat = seats.find((one) => isFree(one, click)) ?? seats[0];
  const checks = [
    isNotOwn(click),
    hasNotDecided(click, seat),
    hasSeat(click, seat),
    isDistinct(click, seat),
    isSure(click),
  ];
  return analysis(checks, () => seat ?? { by, onBehalfOf: undefined, because: '' });
}

/** Their own seat first, then those of the people they stand for. */
function seatsOf({ request, index, by, facts, scene }: Click): readonly Seat[] {
  if (personOf(facts.directory, by)?.status !== 'active') return [];
  const still = (request.levels[index]?.approvers ?? []).filter((approver) => isStillEligible(approver, scene));
  const own = still.filter(({ personId }) => personId === by);
  const others = still.filter(({ personId }) => delegatesOf(facts.directory, personId, facts.now).includes(by));
  return [
    ...own.map(({ because }): Seat => ({ by, onBehalfOf: undefined, because })),
    ...others.map(({ personId, because }): Seat => {
      const name = personOf(facts.directory, personId)?.name ?? personId;
      return { by, onBehalfOf: personId, because: `for ${name}, ${because}` };
    }),
  ];
}

/** One of the reasons for which they were asked must still hold. */
function isStillEligible({ personId, sources = [] }: LevelApprover, scene: Scene): boolean {
  const holds = sources.some((one) => candidatesOf(one, scene.subject, scene.directory).people.includes(personId));
  return holds && whyNot(personId, scene) === undefined;
}

function isFree(seat: Seat, { request, index }: Click): boolean {
  const { distinct = true } = request.levels[index] ?? {};
  const levels = request.levels.slice(distinct ? 0 : index, index + 1);
  return !spokeAt(levels, [seat.by, seat.onBehalfOf]);
}

function spokeAt(levels: readonly Level[], people: readonly (PersonId | undefined)[]): boolean {
  const had = levels.flatMap(({ decisions }) => decisions.flatMap(hadTheirSay));
  return had.some((id) => people.includes(id));
}

function isNotOwn({ request, by }: Click): CodedCheck {
  const isConcerned = by === request.requesterId || by === request.beneficiaryId;
  const yes = isConcerned ? 'This flow lets people approve for themselves.' : 'It is the request of somebody else.';
  const no = 'Nobody decides a request of their own: somebody else has to.';
  return { ...check('not own', () => !isConcerned || request.flow.selfApproval, { yes, no }), code: 'own_request' };
}

function hasNotDecided({ request, index, by }: Click, seat: Seat | undefined): CodedCheck {
  const levels = request.levels.slice(index, index + 1);
  const yes = 'You have not decided this level yet.';
  const no = 'You have decided this level already.';
  return {
    ...check('not decided', () => !spokeAt(levels, [by, seat?.onBehalfOf]), { yes, no }),
    code: 'already_decided',
  };
}

function hasSeat({ request, index, by }: Click, seat: Seat | undefined): CodedCheck {
  const wasAsked = request.levels[index]?.approvers.some(({ personId }) => personId === by) ?? false;
  const no = wasAsked
    ? 'You were asked, but what made you an approver no longer holds.'
    : 'You are not among those who can decide this level.';
  const yes = `You can decide this level: ${seat?.because}.`;
  return { ...check('approver', () => seat !== undefined, { yes, no }), code: 'not_an_approver' };
}

function isDistinct({ request, index, by }: Click, seat: Seat | undefined): CodedCheck {
  const holds = () =>
    request.levels[index]?.distinct === false || !spokeAt(request.levels.slice(0, index), [by, seat?.onBehalfOf]);
  const yes = 'You decided no earlier level.';
  const no = 'You decided an earlier level: this one needs somebody else.';
  return { ...check('distinct', holds, { yes, no }), code: 'not_an_approver' };
}

/** A rejection gives nobody anything: it needs no more than who it is. */
export function needsFreshSignIn({ flags }: Pick<Request, 'flags'>, verdict: DecisionFacts['verdict']): boolean {
  return flags.includes('high_risk') && verdict === 'approve';
}

function isSure({ request, facts: { assurance, verdict } }: Click): CodedCheck {
  const isNeeded = needsFreshSignIn(request, verdict);
  const yes = isNeeded ? 'You have just signed in.' : `It is known who you are: ${assurance.replaceAll('_', ' ')}.`;
  const no = 'This is high risk: approving it needs a fresh sign-in.';
  return {
    ...check('assurance', () => !isNeeded || assurance === 'fresh_sign_in', { yes, no }),
    code: 'fresh_sign_in_needed',
  };
}
