import fc from 'fast-check';
import type { PersonId } from '../../src/domain/ids.ts';
import { cancel, lapse } from '../../src/domain/request/close.ts';
import { decide, openLevelIndex } from '../../src/domain/request/decide.ts';
import { beginGiving, recordGiving, toGive } from '../../src/domain/request/give.ts';
import { whyNotAsk, whyNotCancel, whyNotDecide, whyNotStop } from '../../src/domain/request/refuse.ts';
import type { Level, Request } from '../../src/domain/request/request.ts';
import { stateOf } from '../../src/domain/request/state.ts';
import { BY_WORKFLOW, type Step } from '../../src/domain/request/step.ts';
import { askForEnd, beginTaking, mayBeHeld, recordTaking, toTake } from '../../src/domain/request/take.ts';
import { answer, ask, decideDeadline } from '../../src/domain/request/thread.ts';
import { HOUR } from '../../src/domain/time.ts';
import { anOpenLevel } from '../support/builders.ts';

/** The first two ask and get it; the next three are asked. */
export const people = ['per_maya', 'per_noor', 'per_ada', 'per_lin', 'per_kim', 'per_eve'] as const;
const [maya, noor, ada, lin, kim] = people;

const level = (given: Partial<Level>): Level =>
  anOpenLevel({ approvers: [ada, lin, kim].map((personId) => ({ personId, because: 'app owner' })), ...given });

export const flows: readonly (readonly Level[])[] = [
  [level({})],
  [level({ mode: { kind: 'all' } })],
  [level({ mode: { kind: 'n_of_m', needed: 2 } })],
  [level({}), level({ state: 'waiting', mode: { kind: 'n_of_m', needed: 2 } })],
];

/** One thing that may happen; `refused` where the workflow would refuse it. */
export type Happening = (request: Request, at: number) => Step | undefined;

const by = fc.constantFrom<PersonId>(...people);
export const happening: fc.Arbitrary<Happening> = fc.oneof(
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
