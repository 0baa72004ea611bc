import { describe, expect, it } from '@jest/globals';
import type { Lease } from '../../src/domain/lease/lease.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { sayUsual, usualLease } from '../../src/domain/telling/usual-lease.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { aRequest, NOW } from '../support/builders.ts';

const had = (granted: Lease, given: Partial<Request> = {}): Request =>
  aRequest({ lease: { asked: { kind: 'for', length: 'P90D' }, granted, zone: 'UTC' }, decidedAt: NOW, ...given });
const forHours = (hours: number, given: Partial<Request> = {}) => had({ kind: 'for', length: `PT${hours}H` }, given);
const until = (endAt: number) => had({ kind: 'between', endAt });
const said = (before: readonly Request[]) => {
  const usual = usualLease(before);
  return usual === undefined ? undefined : sayUsual(usual);
};

describe('what is usual', () => {
  it.each<[string, Request[], string | undefined]>([
    ['when it was hardly ever given, then nothing is', [forHours(2), forHours(2)], undefined],
    [
      'when most had it for two hours, then that, whatever the others had',
      [2, 2, 700, 1, 2].map((one) => forHours(one)),
      'usually 2 hours',
    ],
    [
      'when lengths are as many as they are different, then the shorter of those in the middle',
      [1, 2, 8, 24].map((one) => forHours(one)),
      'usually 2 hours',
    ],
    [
      'when dates were chosen, then how far away they were',
      [9, 9, 9].map((days) => until(NOW + days * DAY)),
      'usually 9 days',
    ],
    ['when a date was close, then in hours', [1, 3, 5].map((hours) => until(NOW + hours * HOUR)), 'usually 3 hours'],
    [
      'when most have it for good, then that',
      [forHours(1), had({ kind: 'indefinite' }), had({ kind: 'indefinite' })],
      'usually without an end',
    ],
  ])('%s', (_, before, wanted) => {
    expect(said(before)).toBe(wanted);
  });

  it('when it was an emergency, or made longer, then that is no sign of what is usual', () => {
    const { flow } = aRequest();
    const odd = [forHours(1, { flow: { ...flow, approval: 'emergency' } }), forHours(1, { kind: 'extend' })];
    expect(said([...odd, forHours(2), forHours(3)])).toBeUndefined();
    expect(said([...odd, forHours(2), forHours(3), forHours(4)])).toBe('usually 3 hours');
  });
});
