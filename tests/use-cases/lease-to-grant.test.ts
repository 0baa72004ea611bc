import { describe, expect, it } from '@jest/globals';
import type { Lease } from '../../src/domain/lease/lease.ts';
import { HOUR } from '../../src/domain/time.ts';
import { createCalendar } from '../../src/time/calendar.ts';
import { leaseToGrant } from '../../src/use-cases/lease-to-grant.ts';
import { anId, anOpenLevel, aRequest, NOW } from '../support/builders.ts';

const store = { requests: { byId: () => Promise.resolve(undefined) } } as never;
const deps = { store, clock: { now: () => NOW }, calendarOf: createCalendar };

describe('approving with another lease', () => {
  it('when its length is written as people do, then what is granted is a length that the calendar knows', async () => {
    const granted = await leaseToGrant(deps, aRequest(), { kind: 'for', length: '6h' });
    expect(granted).toEqual({ ok: true, value: { kind: 'for', length: 'PT6H' } });
  });

  it('when an earlier level agreed to less, then a later one gives that or less, and not more', async () => {
    const by = anId('person');
    const decision = { by, onBehalfOf: undefined, verdict: 'approve', at: NOW, comment: undefined } as const;
    const done = anOpenLevel({ state: 'done', decisions: [{ ...decision, assurance: 'session' }] });
    const { lease } = aRequest();
    const granted = { kind: 'for', length: 'PT4H' } as const;
    const request = aRequest({ levels: [done, anOpenLevel()], lease: { ...lease, granted } });
    const grant = (lease: Lease) => leaseToGrant(deps, request, lease);
    expect(await grant({ kind: 'for', length: 'PT4H' })).toMatchObject({ ok: true });
    expect(await grant({ kind: 'between', endAt: NOW + 3 * HOUR })).toMatchObject({ ok: true });
    for (const more of [
      { kind: 'for', length: 'PT5H' },
      { kind: 'between', endAt: NOW + 5 * HOUR },
      { kind: 'indefinite' },
    ] as const) {
      expect(await grant(more)).toMatchObject({ ok: false, problem: { code: 'lease_not_allowed', field: 'lease' } });
    }
  });
});
