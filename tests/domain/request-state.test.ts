import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ChangeOp, ChangeState } from '../../src/domain/request/change.ts';
import type { Closing, Decision } from '../../src/domain/request/request.ts';
import { isFinal, stateOf, tabOf } from '../../src/domain/request/state.ts';
import { aChange, aRequest, NOW } from '../support/builders.ts';

const approved = (...states: ChangeState[]) =>
  aRequest({
    decision: 'approved',
    changes: states.map((state, i) => aChange({ id: `c${i}`, state, effectiveAt: given(state) ? NOW : undefined })),
  });
const given = (state: ChangeState) => ['given', 'taking', 'taken'].includes(state);

describe('the state of a request', () => {
  it.each<[string, ChangeState[]]>([
    ['approved', ['waiting']],
    ['provisioning', ['giving', 'given']],
    ['active', ['given', 'failed']],
    ['active', ['given', 'taking']],
    ['ending', ['taking', 'taken']],
    ['ended', ['taken', 'failed']],
    ['failed', ['failed', 'failed']],
  ])('when approved, is %s for changes that are %p', (state, changes) => {
    expect(stateOf(approved(...changes))).toBe(state);
  });

  it('when approved for later, is scheduled until the start', () => {
    const lease = {
      asked: { kind: 'for', length: 'PT8H', startAt: NOW + 1000 },
      granted: undefined,
      zone: 'UTC',
    } as const;
    expect(stateOf({ ...approved('waiting'), lease })).toBe('scheduled');
    expect(stateOf({ ...approved('waiting'), lease, asOf: NOW + 1000 })).toBe('approved');
  });

  it('when it only removes, goes from provisioning to ended', () => {
    const removing = (state: ChangeState) =>
      aRequest({ decision: 'approved', changes: [aChange({ op: 'remove', state })] });
    expect(stateOf(removing('taking'))).toBe('provisioning');
    expect(stateOf(removing('taken'))).toBe('ended');
  });

  const anyRequest = fc.record({
    decision: fc.constantFrom<Decision>('none', 'approved', 'rejected'),
    closing: fc.constantFrom<Closing | undefined>(undefined, 'rejected', 'cancelled', 'lapsed'),
    changes: fc.array(
      fc.record({
        op: fc.constantFrom<ChangeOp>('add', 'remove', 'modify'),
        state: fc.constantFrom<ChangeState>('waiting', 'giving', 'given', 'failed', 'taking', 'taken'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  });

  it('and its tab always agree', () => {
    fc.assert(
      fc.property(anyRequest, ({ changes, ...rest }) => {
        const request = aRequest({ ...rest, changes: changes.map((change) => aChange(change)) });
        const tab = tabOf(request);
        const state = stateOf(request);
        expect(tab === 'open').toBe(state === 'pending_approval');
        expect(tab === 'closed').toBe(request.decision === 'approved');
        if (tab === 'rejected') expect(isFinal(state)).toBe(true);
      }),
    );
  });

  it('is never final while something may still be held', () => {
    fc.assert(
      fc.property(anyRequest, ({ changes, ...rest }) => {
        const request = aRequest({ ...rest, decision: 'approved', changes: changes.map((change) => aChange(change)) });
        const mayBeHeld = changes.some(({ state }) => ['giving', 'given', 'taking'].includes(state));
        if (mayBeHeld) expect(isFinal(stateOf(request))).toBe(false);
      }),
    );
  });
});
