import { expect, it } from '@jest/globals';
import { ClaimRow, HoldingRow, ReservationRow } from '../../src/db/entities/ledger.entity.ts';
import type { NewClaim, Opened } from '../../src/ports/ledger-store.ts';
import { anId, NOW } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { addEntitlement, aStockedApp, anEntitlement, holdingIdOf, locked } from '../support/ledger.ts';

const LOCK = { now: NOW, lockMs: 60_000 };
const count = (outcomes: readonly Opened[], opened: Opened['opened']) =>
  outcomes.filter((one) => one.opened === opened).length;

onEachDatabase('many at the ledger at once', (open) => {
  it('when 24 want the last seat, then exactly one gets it and the others are told', async () => {
    const opened = await open();
    const { claimFor } = await aStockedApp(opened, { entitlement: { seats: 1 }, accounts: 24 });
    const calls = Array.from({ length: 24 }, (_, i) => opened.store.ledger.addClaims([claimFor(i)], LOCK));
    const outcomes = (await Promise.all(calls)).flat();
    expect(count(outcomes, 'locked')).toBe(1);
    expect(outcomes.filter((one) => one.opened === 'refused' && one.why === 'no_seat_left')).toHaveLength(23);
    expect(await opened.database.orm.em.fork().count(ClaimRow)).toBe(1);
    expect(await opened.database.orm.em.fork().count(HoldingRow)).toBe(1);
  });

  it('when 24 want 5 seats, then 5 get one, and each one freed goes to one more', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor } = await aStockedApp(opened, { entitlement: { seats: 5 }, accounts: 24 });
    const claims = Array.from({ length: 24 }, (_, i) => claimFor(i));
    const outcomes = await Promise.all(claims.map(async (claim) => (await ledger.addClaims([claim], LOCK))[0]));
    const winners = claims.filter((_, i) => outcomes[i]?.opened === 'locked');
    expect(winners).toHaveLength(5);
    const losers = claims.filter((claim) => !winners.includes(claim));
    const releases = winners
      .slice(0, 2)
      .map(({ requestId }) => ledger.releaseClaims(requestId ?? 'REQ-', ['c1'], LOCK));
    await Promise.all([...releases, ...losers.map((claim) => ledger.addClaims([claim], LOCK))]);
    await Promise.all(losers.map((claim) => ledger.addClaims([claim], LOCK)));
    expect(await opened.database.orm.em.fork().count(ReservationRow)).toBe(5);
    expect(await opened.database.orm.em.fork().count(ClaimRow, { live: true })).toBe(5);
  });

  it('when an account is given 20 of an exclusive set at once, then it has one', async () => {
    const opened = await open();
    const { app, claimFor } = await aStockedApp(opened, { entitlement: { exclusiveSet: 'tier' } });
    const others = Array.from({ length: 19 }, () => anEntitlement({ appId: app.id, exclusiveSet: 'tier' }));
    for (const other of others) await addEntitlement(opened, other);
    const claims = [claimFor(), ...others.map(({ id }) => claimFor(0, { entitlementId: id }))];
    const outcomes = (await Promise.all(claims.map((claim) => opened.store.ledger.addClaims([claim], LOCK)))).flat();
    expect(count(outcomes, 'locked')).toBe(1);
    expect(outcomes.filter((one) => one.opened === 'refused' && one.why === 'exclusive_conflict')).toHaveLength(19);
  });

  it('when calls want two licences in opposite orders, then all end, and no licence has more holders than seats', async () => {
    const opened = await open();
    const { app, entitlement, claimFor } = await aStockedApp(opened, { entitlement: { seats: 3 }, accounts: 20 });
    const other = await addEntitlement(opened, anEntitlement({ appId: app.id, seats: 2 }));
    const both = (i: number): NewClaim[] => {
      const requestId = anId('request');
      const pair = [claimFor(i, { requestId }), claimFor(i, { requestId, changeId: 'c2', entitlementId: other.id })];
      return i % 2 === 0 ? pair : pair.reverse();
    };
    await Promise.all(Array.from({ length: 20 }, (_, i) => opened.store.ledger.addClaims(both(i), LOCK)));
    const places = (place: string) => opened.database.orm.em.fork().count(ReservationRow, { place });
    expect([await places(`seat:${entitlement.id}`), await places(`seat:${other.id}`)]).toEqual([3, 2]);
    expect(await opened.database.orm.em.fork().count(ClaimRow)).toBe(5);
  });

  it('when the same claim is added 20 times at once, then it is one claim and one generation', async () => {
    const opened = await open();
    const { account, entitlement, claimFor } = await aStockedApp(opened, { entitlement: { seats: 3 } });
    const claim = claimFor();
    const calls = Array.from({ length: 20 }, () => opened.store.ledger.addClaims([claim], LOCK));
    const locks = (await Promise.all(calls)).map(([one]) => locked(one).lock);
    expect(new Set(locks).size).toBe(20);
    expect(await opened.store.ledger.holdingOf(account.id, entitlement.id)).toMatchObject({ generation: 1 });
    expect(await opened.database.orm.em.fork().count(ReservationRow)).toBe(1);
  });

  it('when claims come and go in any order, then what is wanted is what the live ones say, and every change counted', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { account, entitlement, claimFor } = await aStockedApp(opened, { entitlement: { seats: 1 } });
    const claims = Array.from({ length: 12 }, () => claimFor());
    const comeAndGo = async (claim: NewClaim, stays: boolean) => {
      await ledger.addClaims([claim], LOCK);
      if (!stays) await ledger.releaseClaims(claim.requestId ?? 'REQ-', ['c1'], LOCK);
    };
    await Promise.all(claims.map((claim, i) => comeAndGo(claim, i === 0)));
    const held = await ledger.holdingOf(account.id, entitlement.id);
    expect(held).toMatchObject({ wanted: { held: true }, generation: 23 });
    expect(await opened.database.orm.em.fork().count(ReservationRow)).toBe(1);
    await ledger.releaseClaims(claims[0]?.requestId ?? 'REQ-', ['c1'], LOCK);
    expect(await ledger.holdingOf(account.id, entitlement.id)).toMatchObject({ wanted: { held: false } });
    expect(await opened.database.orm.em.fork().count(ReservationRow)).toBe(0);
  });

  it('when 20 want the lock, then one has it and the others hear until when', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor } = await aStockedApp(opened);
    const first = locked((await ledger.addClaims([claimFor()], LOCK))[0]);
    const { id, generation } = first.holding;
    await ledger.settle([
      { holdingId: id, lock: first.lock, generation, actual: { seen: 'absent' }, proof: undefined, pending: undefined },
    ]);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => ledger.lock(id, LOCK)));
    expect(count(outcomes, 'locked')).toBe(1);
    expect(outcomes.filter((one) => one.opened === 'busy' && one.until === NOW + 60_000)).toHaveLength(19);
    expect(outcomes.map((one) => one.opened === 'busy' && holdingIdOf(one)).filter(Boolean)).toContain(id);
  });

  it('when a lock is over, then one of 20 takes it, knows it, and the one before has lost it', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor } = await aStockedApp(opened);
    const dead = locked((await ledger.addClaims([claimFor()], LOCK))[0]);
    const later = { now: NOW + 60_000, lockMs: 60_000 };
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => ledger.lock(dead.holding.id, later)));
    const [taken] = outcomes.filter((one) => one.opened === 'locked');
    expect(count(outcomes, 'locked')).toBe(1);
    expect(locked(taken).tookOver).toBe(true);
    const { id: holdingId, generation } = dead.holding;
    expect(await ledger.isOurs({ holdingId, generation, lock: dead.lock }, later.now)).toBe(false);
    expect(await ledger.isOurs({ holdingId, generation, lock: locked(taken).lock }, later.now)).toBe(true);
    expect(await ledger.isOurs({ holdingId, generation, lock: locked(taken).lock }, later.now + 60_000)).toBe(false);
  });
});
