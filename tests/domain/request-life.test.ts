import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PersonId } from '../../src/domain/ids.ts';
import { isApproved } from '../../src/domain/policy/level-progress.ts';
import { mayBecome } from '../../src/domain/request/change.ts';
import { cancel, lapse } from '../../src/domain/request/close.ts';
import { decide, openLevelIndex } from '../../src/domain/request/decide.ts';
import { beginGiving, recordGiving, toGive } from '../../src/domain/request/give.ts';
import { whyNotAsk, whyNotCancel, whyNotDecide, whyNotStop } from '../../src/domain/request/refuse.ts';
import type { Level, Request } from '../../src/domain/request/request.ts';
import { isFinal, stateOf } from '../../src/domain/request/state.ts';
import { BY_WORKFLOW, type Step } from '../../src/domain/request/step.ts';
import { askForEnd, beginTaking, mayBeHeld, recordTaking, toTake } from '../../src/domain/request/take.ts';
import { answer, ask, decideDeadline } from '../../src/domain/request/thread.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { aChange, anOpenLevel, aRequest, NOW } from '../support/builders.ts';

const people = ['per_maya', 'per_noor', 'per_ada', 'per_lin', 'per_kim', 'per_eve'] as const;
const [maya, noor, ada, lin, kim] = people;

const level = (given: Partial<Level>): Level =>
  anOpenLevel({ approvers: [ada, lin, kim].map((personId) => ({ personId, because: 'app owner' })), ...given });

const flows: readonly (readonly Level[])[] = [
  [level({})],
  [level({ mode: { kind: 'all' } })],
  [level({ mode: { kind: 'n_of_m', needed: 2 } })],
  [level({}), level({ state: 'waiting', mode: { kind: 'n_of_m', needed: 2 } })],
];

/** One thing that may happen; `refused` where the workflow would refuse it. */
type Happening = (request: Request, at: number) => Step | undefined;

const by = fc.constantFrom<PersonId>(...people);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ person: by, approves: fc.boolean(), honest: fc.boolean() }).map(deciding) },
  fc.constant<Happening>((request, at) => (whyNotCancel(request) ? undefined : cancel(request, at, BY_WORKFLOW))),
  fc.constant<Happening>((request, at) =>
    whyNotStop(request) || !request.changes.some(mayBeHeld)
      ? undefined
      : askForEnd(request, { at, why: 'asked' }, BY_WORKFLOW),
  ),
  fc.constant<Happening>((request, at) => (whyNotAsk(request) ? undefined : ask(request, words, at, BY_WORKFLOW))),
  fc.constant<Happening>((request, at) => (whyNotAsk(request) ? undefined : answer(request, words, at, BY_WORKFLOW))),
  fc.constant<Happening>((request, at) =>
    stateOf(request) === 'pending_approval' && at >= decideDeadline(request.clocks)
      ? lapse(request, at, 'not_decided')
      : undefined,
  ),
  { weight: 4, arbitrary: fc.constantFrom<'given' | 'failed' | 'not_yet'>('given', 'failed', 'not_yet').map(giving) },
  { weight: 4, arbitrary: fc.constantFrom<'gone' | 'kept' | 'not_yet'>('gone', 'kept', 'not_yet').map(taking) },
);

const words = { id: 'w', by: ada, text: 'Why?' };

function deciding({ person, approves, honest }: { person: PersonId; approves: boolean; honest: boolean }): Happening {
  return (request, at) => {
    const verdict = approves ? ('approve' as const) : ('reject' as const);
    const given = { by: person, onBehalfOf: undefined, verdict, comment: undefined, lease: undefined };
    const asked = request.levels.some(({ approvers }) => approvers.some(({ personId }) => personId === person));
    // A forged click claims that everybody may decide; the directory's word is all that keeps strangers out.
    const mayDecide = honest ? asked : person === maya || person === noor || asked;
    const evidence = { level: openLevelIndex(request), mayDecide, because: '' };
    return whyNotDecide(request, given, evidence) ? undefined : decide(request, given, at, BY_WORKFLOW);
  };
}

function giving(outcome: 'given' | 'failed' | 'not_yet'): Happening {
  return (request, at) => {
    const due = toGive(request).map(({ id }) => id);
    const unwanted = request.endAsked !== undefined || request.closing !== undefined;
    if (request.decision !== 'approved' || unwanted || due.length === 0) return undefined;
    const outcomes = due.map((changeId) => ({
      ...{ changeId, outcome, message: 'broken', proof: { kind: 'read_back' as const, at } },
    }));
    return recordGiving(beginGiving(request, due), outcomes as never, at, at + 8 * HOUR);
  };
}

function taking(outcome: 'gone' | 'kept' | 'not_yet'): Happening {
  return (request, at) => {
    const due = toTake(request, at).map(({ id }) => id);
    if (due.length === 0) return undefined;
    const begun = beginTaking(request, due, at);
    const outcomes = due.map((changeId) => ({ changeId, outcome, message: 'broken', proof: undefined }));
    return recordTaking(begun.request, outcomes as never, at);
  };
}

const life = fc.record({
  flow: fc.constantFrom(...flows),
  happenings: fc.array(fc.tuple(happening, fc.integer({ min: 1, max: 3 * DAY })), { maxLength: 40 }),
});

/** Every request on the way, the first one included. */
function lived({ flow, happenings }: { flow: readonly Level[]; happenings: [Happening, number][] }): Request[] {
  let at = NOW;
  const requests = [
    aRequest({ requesterId: maya, beneficiaryId: noor, levels: flow, changes: [aChange(), aChange({ id: 'c2' })] }),
  ];
  for (const [happens, later] of happenings) {
    at += later;
    const step = happens(requests.at(-1) as Request, at);
    if (step !== undefined) requests.push({ ...step.request, asOf: at });
  }
  return requests;
}

const expectAlways = (holds: (request: Request, before: Request | undefined) => void) =>
  fc.assert(
    fc.property(life, (given) => lived(given).forEach((request, i, all) => holds(request, all[i - 1]))),
    { numRuns: 1000 },
  );

describe('whatever happens to a request, in whatever order', () => {
  it('nothing is given without the decision of others, at every level', () => {
    expectAlways((request) => {
      const isGiven = request.changes.some(({ state, effectiveAt }) => state === 'giving' || effectiveAt !== undefined);
      if (!isGiven) return;
      expect(request.levels.every((_, index) => isApproved(request.levels, index))).toBe(true);
      const deciders = request.levels.flatMap(({ decisions }) => decisions.map((decision) => decision.by));
      expect(deciders).not.toContain(maya);
      expect(deciders).not.toContain(noor);
    });
  });

  it('nobody has a say twice', () => {
    expectAlways((request) => {
      for (const { decisions } of request.levels) {
        expect(new Set(decisions.map((decision) => decision.by)).size).toBe(decisions.length);
      }
    });
  });

  it('what is over stays as it is', () => {
    expectAlways((request, before) => {
      if (before !== undefined && isFinal(stateOf(before))) expect(stateOf(request)).toBe(stateOf(before));
    });
  });

  it('changes go only where the table lets them', () => {
    expectAlways((request, before) => {
      for (const [i, change] of request.changes.entries()) {
        const from = before?.changes[i]?.state ?? change.state;
        const through =
          from === 'waiting' ? ['giving' as const] : from === 'given' || from === 'giving' ? ['taking' as const] : [];
        const isAllowed = from === change.state || [from, ...through].some((step) => mayBecome(step, change.state));
        expect({ from, to: change.state, isAllowed }).toMatchObject({ isAllowed: true });
      }
    });
  });

  it('none is over while anything may be held', () => {
    expectAlways((request) => {
      if (isFinal(stateOf(request))) expect(request.changes.some(mayBeHeld)).toBe(false);
    });
  });

  it('questions do not keep it open for more than a week beyond its time', () => {
    expectAlways((request) => {
      expect(decideDeadline(request.clocks)).toBeLessThanOrEqual(NOW + 14 * DAY);
    });
  });

  it('every state is reached by some of these lives', () => {
    const states = new Set(fc.sample(life, { numRuns: 5000, seed: 42 }).flatMap((given) => lived(given).map(stateOf)));
    expect([...states].sort((a, b) => a.localeCompare(b))).toEqual([
      'active',
      'approved',
      'cancelled',
      'ended',
      'ending',
      'failed',
      'lapsed',
      'pending_approval',
      'provisioning',
      'rejected',
    ]);
  });
});
