import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isApproved } from '../../src/domain/policy/level-progress.ts';
import { mayBecome } from '../../src/domain/request/change.ts';
import type { Level, Request } from '../../src/domain/request/request.ts';
import { isFinal, stateOf } from '../../src/domain/request/state.ts';
import { mayBeHeld } from '../../src/domain/request/take.ts';
import { decideDeadline } from '../../src/domain/request/thread.ts';
import { DAY } from '../../src/domain/time.ts';
import { aChange, aRequest, NOW } from '../support/builders.ts';
import { flows, type Happening, happening, people } from './happenings.ts';

const [maya, noor] = people;

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
