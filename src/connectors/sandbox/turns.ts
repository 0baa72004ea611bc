import type { Instant } from '../../domain/time.ts';
import { ConnectorError } from '../../ports/connector.ts';
import type { SandboxCall, SandboxFaults, Turn, Turned } from '../../ports/sandbox-store.ts';

export type CallText = Pick<SandboxCall, 'method'> & Partial<Pick<SandboxCall, 'account' | 'entitlement' | 'level'>>;

/** What a call does when nothing goes wrong. */
interface Done<Thing, Answer> {
  readonly thing?: Thing | undefined;
  readonly changed: boolean;
  readonly answer: Answer;
  readonly faults?: SandboxFaults;
}

type Deed<Thing, Answer> = (found: Thing | undefined, faults: SandboxFaults) => Done<Thing, Answer>;

/** A call that looks: it may fail, and its answer is not lost in a way that matters. */
export function looking<Thing, Answer>(at: Instant, call: CallText, look: Deed<Thing, Answer>): Turn<Thing, Answer> {
  return (faults, found) => refused(at, call, faults) ?? turned(at, call, faults, look(found, faults));
}

/** A call that changes something: it may also be done and never answered. */
export function changing<Thing, Answer>(at: Instant, call: CallText, change: Deed<Thing, Answer>): Turn<Thing, Answer> {
  return (faults, found) => {
    const failed = refused(at, call, faults);
    if (failed !== undefined) return failed;
    const done = turned(at, call, faults, change(found, faults));
    return faults.lostAnswers > 0 ? lost(done) : done;
  };
}

function turned<Thing, Answer>(
  at: Instant,
  call: CallText,
  faults: SandboxFaults,
  { changed, thing, answer, faults: left = faults }: Done<Thing, Answer>,
): Turned<Thing, Answer> {
  return { faults: left, thing, answer, call: logged(at, call, changed, JSON.stringify(answer)) };
}

function refused(at: Instant, call: CallText, faults: SandboxFaults): Turned<never, never> | undefined {
  const { fail } = faults;
  if (fail === undefined || fail.times <= 0) return undefined;
  const answer = new ConnectorError(fail.failure, `The sandbox was told to fail (${fail.failure}).`, fail.until);
  const left = { ...faults, fail: fail.times === 1 ? undefined : { ...fail, times: fail.times - 1 } };
  return { faults: left, answer, call: logged(at, call, false, fail.failure) };
}

function lost<Thing, Answer>({ faults, call, ...done }: Turned<Thing, Answer>): Turned<Thing, Answer> {
  return {
    ...done,
    faults: { ...faults, lostAnswers: faults.lostAnswers - 1 },
    call: { ...call, answer: 'lost' },
    answer: new ConnectorError('retry', 'The sandbox did not answer.'),
  };
}

function logged(at: Instant, call: CallText, changed: boolean, answer: string): SandboxCall {
  return { account: undefined, entitlement: undefined, level: undefined, ...call, at, changed, answer };
}
