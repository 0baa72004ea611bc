import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/time/calendar.ts';
import { leaseToGrant } from '../../src/use-cases/lease-to-grant.ts';
import { aRequest, NOW } from '../support/builders.ts';

describe('approving with another lease', () => {
  it('when its length is written as people do, then what is granted is a length that the calendar knows', async () => {
    const store = { requests: { byId: () => Promise.resolve(undefined) } } as never;
    const deps = { store, clock: { now: () => NOW }, calendarOf: createCalendar };
    const granted = await leaseToGrant(deps, aRequest(), { kind: 'for', length: '6h' });
    expect(granted).toEqual({ ok: true, value: { kind: 'for', length: 'PT6H' } });
  });
});
