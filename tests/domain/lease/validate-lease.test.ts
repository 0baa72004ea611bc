import { describe, expect, it } from '@jest/globals';
import type { Lease } from '../../../src/domain/lease/lease.ts';
import { validateLease } from '../../../src/domain/lease/validate-lease.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/time.ts';
import { NOW } from '../../support/builders.ts';

const CENTURY = 36_525 * DAY;

describe('a lease that can be asked for', () => {
  it.each<[string, Lease, Lease]>([
    ['without an end', { kind: 'indefinite' }, { kind: 'indefinite' }],
    [
      'from tomorrow, without an end',
      { kind: 'indefinite', startAt: NOW + DAY },
      { kind: 'indefinite', startAt: NOW + DAY },
    ],
    ['for 8 hours', { kind: 'for', length: 'pt8h' }, { kind: 'for', length: 'PT8H' }],
    [
      'from tomorrow',
      { kind: 'for', length: '2d', startAt: NOW + DAY },
      { kind: 'for', length: 'P2D', startAt: NOW + DAY },
    ],
    [
      'from half a minute ago, which is now',
      { kind: 'for', length: 'PT8H', startAt: NOW - 30 * SECOND },
      { kind: 'for', length: 'PT8H' },
    ],
    ['until tomorrow', { kind: 'between', endAt: NOW + DAY }, { kind: 'between', endAt: NOW + DAY }],
  ])('when it is %s, is taken as it is meant', (_, asked, meant) => {
    expect(validateLease(asked, NOW)).toEqual({ ok: true, value: meant });
  });
});

describe('a lease that cannot be', () => {
  it.each<[string, Lease, string, string]>([
    [
      'starts in the past, without an end',
      { kind: 'indefinite', startAt: NOW - HOUR },
      'lease.startAt',
      'The start has already passed.',
    ],
    ['ends in the past', { kind: 'between', endAt: NOW - HOUR }, 'lease.endAt', 'The end has already passed.'],
    ['ends now', { kind: 'between', endAt: NOW }, 'lease.endAt', 'The end has already passed.'],
    [
      'ends before it starts',
      { kind: 'between', startAt: NOW + 2 * DAY, endAt: NOW + DAY },
      'lease.endAt',
      'The end must be after the start.',
    ],
    [
      'ends when it starts',
      { kind: 'between', startAt: NOW + DAY, endAt: NOW + DAY },
      'lease.endAt',
      'The end must be after the start.',
    ],
    [
      'starts in the past',
      { kind: 'for', length: 'PT8H', startAt: NOW - 2 * MINUTE },
      'lease.startAt',
      'The start has already passed.',
    ],
    [
      'starts in 101 years',
      { kind: 'for', length: 'PT8H', startAt: NOW + CENTURY + DAY },
      'lease.startAt',
      'The start is no moment of the next 100 years.',
    ],
    [
      'ends in 101 years',
      { kind: 'between', endAt: NOW + CENTURY + DAY },
      'lease.endAt',
      'The end is no moment of the next 100 years.',
    ],
    [
      'ends at no moment',
      { kind: 'between', endAt: Number.NaN },
      'lease.endAt',
      'The end is no moment of the next 100 years.',
    ],
    [
      'starts at no moment',
      { kind: 'for', length: 'PT8H', startAt: -Infinity },
      'lease.startAt',
      'The start is no moment of the next 100 years.',
    ],
    [
      'is 101 years long',
      { kind: 'for', length: 'P101Y' },
      'lease.length',
      'The length is longer than 100 years: "P101Y".',
    ],
    ['has no length', { kind: 'for', length: 'PT0S' }, 'lease.length', 'The length must be longer than nothing.'],
  ])('when it %s, is refused at its field', (_, lease, field, detail) => {
    expect(validateLease(lease, NOW)).toEqual({ ok: false, problem: { code: 'lease_not_allowed', detail, field } });
  });

  it('when it has no end where there must be one, is refused', () => {
    const refusal = validateLease({ kind: 'indefinite' }, NOW, { indefinite: false });
    expect(refusal).toMatchObject({ ok: false, problem: { code: 'lease_not_allowed', field: 'lease' } });
  });
});
