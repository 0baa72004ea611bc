import { expect, it } from '@jest/globals';
import { HoldingRow } from '../../src/db/entities/ledger.entity.ts';
import type { LockedHolding, Settled } from '../../src/ports/ledger-store.ts';
import { aChange, aFact, anId, aRequest, NOW } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { aStockedApp, locked } from '../support/ledger.ts';

const LOCK = { now: NOW, lockMs: 60_000 };

function present({ holding, lock }: LockedHolding, more: Partial<Settled> = {}): Settled {
  return {
    holdingId: holding.id,
    lock,
    generation: holding.generation,
    actual: { seen: 'present', level: 'member' },
    proof: { kind: 'read_back', at: NOW },
    pending: undefined,
    ...more,
  };
}

const aWrite = () => ({ request: aRequest({ changes: [aChange({ state: 'given' })] }), facts: [aFact()] });

onEachDatabase('settling', (open) => {
  it('when lock and generation are still ours, then state, proof, request and facts are written and the lock is free', async () => {
    const opened = await open();
    const { ledger, requests, audit } = opened.store;
    const { account, entitlement, claimFor } = await aStockedApp(opened);
    const held = locked((await ledger.addClaims([claimFor()], LOCK))[0]);
    const write = aWrite();
    expect(await ledger.settle([present(held, { pending: { ref: 'job 7', checkAfter: NOW + 1 } })], write)).toEqual({
      moved: [],
    });
    expect(await ledger.holdingOf(account.id, entitlement.id)).toMatchObject({
      actual: { seen: 'present', level: 'member' },
      proof: { kind: 'read_back', at: NOW },
    });
    expect(await requests.byId(write.request.id)).toBeDefined();
    expect((await audit.head()).index).toBe(1);
    expect(locked(await ledger.lock(held.holding.id, LOCK))).toMatchObject({ tookOver: false, pendingRef: 'job 7' });
  });

  it('when a claim came meanwhile, then nothing is written of the request, and the holding can be locked again', async () => {
    const opened = await open();
    const { ledger, requests, audit } = opened.store;
    const { account, entitlement, claimFor } = await aStockedApp(opened, { accounts: 2 });
    const requestId = anId('request');
    const two = await ledger.addClaims([claimFor(0, { requestId }), claimFor(1, { requestId, changeId: 'c2' })], LOCK);
    const [first, second] = two.map(locked) as [LockedHolding, LockedHolding];
    expect(await ledger.addClaims([claimFor()], LOCK)).toMatchObject([{ opened: 'busy', until: NOW + 60_000 }]);
    const write = aWrite();
    expect(await ledger.settle([present(first), present(second)], write)).toEqual({ moved: [first.holding.id] });
    expect(await requests.byId(write.request.id)).toBeUndefined();
    expect((await audit.head()).index).toBe(0);
    expect(await ledger.holdingOf(account.id, entitlement.id)).toMatchObject({ actual: { seen: 'unknown' } });
    const again = locked(await ledger.lock(first.holding.id, LOCK));
    expect(again).toMatchObject({ tookOver: false, holding: { generation: 2 } });
    expect(await ledger.settle([present(again)], write)).toEqual({ moved: [] });
    expect(await opened.database.orm.em.fork().count(HoldingRow, { actual: 'present', lockToken: null })).toBe(2);
  });

  it('when the lock was taken over, then the one who lost it writes nothing and takes nothing away', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { account, entitlement, claimFor } = await aStockedApp(opened);
    const dead = locked((await ledger.addClaims([claimFor()], LOCK))[0]);
    const heir = locked(await ledger.lock(dead.holding.id, { now: NOW + 60_000, lockMs: 60_000 }));
    expect(await ledger.settle([present(dead)])).toEqual({ moved: [dead.holding.id] });
    expect(await ledger.lock(dead.holding.id, { now: NOW + 60_000, lockMs: 1 })).toMatchObject({ opened: 'busy' });
    expect(await ledger.settle([present(heir, { actual: { seen: 'absent' } })])).toEqual({ moved: [] });
    expect(await ledger.holdingOf(account.id, entitlement.id)).toMatchObject({ actual: { seen: 'absent' } });
  });

  it('when 20 settle one lock at once, then one of them counts', async () => {
    const opened = await open();
    const { ledger, audit } = opened.store;
    const { claimFor } = await aStockedApp(opened);
    const held = locked((await ledger.addClaims([claimFor()], LOCK))[0]);
    const write = aWrite();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => ledger.settle([present(held)], write)));
    expect(outcomes.filter(({ moved }) => moved.length === 0)).toHaveLength(1);
    expect((await audit.head()).index).toBe(1);
  });

  it('when the wish changes, then the old proof and what is pending are gone; when it stays the same, they stay', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { account, entitlement, claimFor } = await aStockedApp(opened);
    const [one, two] = [claimFor(), claimFor()];
    const held = locked((await ledger.addClaims([one], LOCK))[0]);
    await ledger.settle([
      present(held, { actual: { seen: 'present', level: undefined }, pending: { ref: 'job 7', checkAfter: NOW } }),
    ]);
    const proofNow = async () => (await ledger.holdingOf(account.id, entitlement.id))?.proof;
    const second = locked((await ledger.addClaims([two], LOCK))[0]);
    expect(second.pendingRef).toBe('job 7');
    expect(await proofNow()).toBeDefined();
    expect(await ledger.holdingsNotAsWanted(10)).toEqual([]);
    await ledger.releaseClaims(one.requestId ?? 'REQ-', ['c1'], LOCK);
    expect(await proofNow()).toBeDefined();
    const [last] = await ledger.releaseClaims(two.requestId ?? 'REQ-', ['c1'], LOCK);
    expect(locked(last).pendingRef).toBeUndefined();
    expect(await proofNow()).toBeUndefined();
    expect(await ledger.holdingsNotAsWanted(10)).toMatchObject([{ id: held.holding.id }]);
  });

  it('when one holding is settled twice in a call, then that is once', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor } = await aStockedApp(opened);
    const requestId = anId('request');
    const both = await ledger.addClaims([claimFor(0, { requestId }), claimFor(0, { requestId, changeId: 'c2' })], LOCK);
    expect(await ledger.settle(both.map((one) => present(locked(one))))).toEqual({ moved: [] });
  });

  it('when a request locks on its own behalf, then it can take the lock back, and nobody else can', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor } = await aStockedApp(opened);
    const { id } = locked((await ledger.addClaims([claimFor()], { ...LOCK, lockMs: 1 }))[0]).holding;
    const wish = { now: NOW + 1, lockMs: 60_000, holder: anId('request') };
    expect(locked(await ledger.lock(id, wish)).tookOver).toBe(true);
    expect(locked(await ledger.lock(id, wish)).tookOver).toBe(true);
    expect(await ledger.lock(id, { ...wish, holder: anId('request') })).toMatchObject({ opened: 'busy' });
    expect(await ledger.lock(id, { ...wish, holder: undefined })).toMatchObject({ opened: 'busy' });
  });

  it('when no request asked for it, then facts are written alone', async () => {
    const opened = await open();
    const { ledger, audit } = opened.store;
    const { claimFor } = await aStockedApp(opened);
    const held = locked((await ledger.addClaims([claimFor()], LOCK))[0]);
    await ledger.settle([present(held)], { facts: [aFact()] });
    expect((await audit.head()).index).toBe(1);
    expect(await ledger.lock(anId('holding'), LOCK)).toEqual({ changeId: undefined, opened: 'nothing' });
  });
});
