import { expect, it } from '@jest/globals';
import { tables } from '../../src/db/tables.ts';
import { ClaimRow, HoldingRow, ReservationRow } from '../../src/db/entities/ledger.entity.ts';
import type { ChangeState } from '../../src/domain/request/change.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { HOUR } from '../../src/domain/time.ts';
import { aChange, aFact, anId, aRequest, NOW } from '../support/builders.ts';
import { onEachDatabase, type OpenStore } from '../support/databases.ts';
import { addEntitlement, aStockedApp, anAccount, anEntitlement, holdingIdOf, locked } from '../support/ledger.ts';

const LOCK = { now: NOW, lockMs: 60_000 };
const LATER = { now: NOW + 60_000, lockMs: 60_000 };

const aRequestThatIs = (state: ChangeState, given: Partial<Request> = {}) =>
  aRequest({ decision: 'approved', changes: [aChange({ state })], ...given });

async function counts({ database }: OpenStore) {
  const em = database.orm.em.fork();
  return {
    holdings: await em.count(HoldingRow),
    claims: await em.count(ClaimRow),
    places: await em.count(ReservationRow),
  };
}

onEachDatabase('the ledger', (open) => {
  it('when a claim is added, then its holding is wanted, locked, and comes with all that reconciling needs', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { app, account, entitlement, claimFor } = await aStockedApp(opened, {
      entitlement: { levels: ['viewer', 'member'] },
    });
    const claim = claimFor(0, { level: 'member', fields: { region: 'eu' }, endsAt: NOW + HOUR });
    const [first] = await ledger.addClaims([claim], LOCK);
    expect(first).toMatchObject({ changeId: 'c1', opened: 'locked' });
    const holding = locked(first);
    expect(holding).toMatchObject({ app, account, entitlement, fields: { region: 'eu' }, tookOver: false });
    expect(holding.holding).toMatchObject({
      wanted: { held: true, level: 'member' },
      actual: { seen: 'unknown' },
      generation: 1,
    });
    expect(holding.claims).toMatchObject([
      { requestId: claim.requestId, changeId: 'c1', live: true, endsAt: NOW + HOUR },
    ]);
  });

  it('when the same claim is added again after a lost answer, then nothing is added and the holding is locked again', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor } = await aStockedApp(opened);
    const claim = claimFor();
    const first = locked((await ledger.addClaims([claim], LOCK))[0]);
    const again = locked((await ledger.addClaims([claim], LOCK))[0]);
    expect(again).toMatchObject({ tookOver: true, holding: { id: first.holding.id, generation: 1 } });
    expect(again.lock).not.toBe(first.lock);
    expect(await counts(opened)).toEqual({ holdings: 1, claims: 1, places: 0 });
  });

  it('when a change is added again for another account, then its claim stays where it is', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor, accounts } = await aStockedApp(opened, { accounts: 2 });
    const claim = claimFor(0);
    await ledger.addClaims([claim], LOCK);
    const again = await ledger.addClaims([{ ...claim, accountId: accounts[1]?.id ?? 'acc_' }], LOCK);
    expect(locked(again[0]).account).toEqual(accounts[0]);
    expect(await counts(opened)).toEqual({ holdings: 1, claims: 1, places: 0 });
  });

  it('when two changes are on one holding, then both get one lock; when there are several holdings, then each its own', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor } = await aStockedApp(opened, { accounts: 2 });
    const requestId = anId('request');
    const claims = [claimFor(1), claimFor(0), claimFor(1)].map((claim, i) => ({
      ...claim,
      requestId,
      changeId: `c${i}`,
    }));
    const [one, two, three] = await ledger.addClaims(claims, LOCK);
    expect([one, two, three].map((each) => each?.changeId)).toEqual(['c0', 'c1', 'c2']);
    expect(locked(one).lock).toBe(locked(three).lock);
    expect(locked(one).lock).not.toBe(locked(two).lock);
    expect(locked(one).holding.generation).toBe(2);
  });

  it('when the last claim is released, then it is wanted no more; before that it is, at what is left', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor } = await aStockedApp(opened, { entitlement: { levels: ['viewer', 'member'], seats: 1 } });
    const [low, high] = [claimFor(0, { level: 'viewer' }), claimFor(0, { level: 'member' })];
    await ledger.addClaims([low], LOCK);
    await ledger.addClaims([high], LATER);
    const [kept] = await ledger.releaseClaims(high.requestId ?? 'REQ-', ['c1', 'c9'], LATER);
    expect(locked(kept).holding).toMatchObject({ wanted: { held: true, level: 'viewer' }, generation: 3 });
    expect(await counts(opened)).toMatchObject({ places: 1 });
    const gone = await ledger.releaseClaims(low.requestId ?? 'REQ-', ['c1', 'c9'], { now: NOW + HOUR, lockMs: 1 });
    expect(locked(gone[0]).holding).toMatchObject({ wanted: { held: false }, generation: 4 });
    expect(gone[1]).toEqual({ changeId: 'c9', opened: 'nothing' });
    expect(await counts(opened)).toMatchObject({ claims: 2, places: 0 });
  });

  it('when a claim is released again after a lost answer, then the generation stays and the holding is locked again', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor } = await aStockedApp(opened);
    const claim = claimFor();
    const requestId = claim.requestId ?? 'REQ-';
    await ledger.addClaims([claim], LOCK);
    await ledger.releaseClaims(requestId, ['c1'], LOCK);
    const [again] = await ledger.releaseClaims(requestId, ['c1'], LOCK);
    expect(locked(again).holding).toMatchObject({ generation: 2, wanted: { held: false } });
  });

  it('when a call to add comes after everything was taken back, then it raises nothing from the dead', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor } = await aStockedApp(opened);
    const giving = aRequestThatIs('giving');
    const claim = claimFor(0, { requestId: giving.id });
    await ledger.addClaims([claim], LOCK, { request: giving, facts: [] });
    await ledger.releaseClaims(giving.id, ['c1'], LOCK, {
      request: { ...giving, version: 2, changes: [aChange({ state: 'taking' })] },
      facts: [],
    });
    const late = await ledger.addClaims([claim], LOCK, { request: giving, facts: [aFact()] });
    expect(late).toEqual([{ changeId: 'c1', opened: 'nothing' }]);
    expect((await opened.store.audit.head()).index).toBe(0);
    expect(await ledger.holdingsNotAsWanted(10)).toMatchObject([{ wanted: { held: false }, generation: 2 }]);
  });

  it('when the release came before the claim was ever added, then it is not added either', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor } = await aStockedApp(opened, { entitlement: { seats: 1 } });
    const giving = aRequestThatIs('giving');
    const taking = { ...giving, version: 2, changes: [aChange({ state: 'taking' as const })] };
    await ledger.releaseClaims(giving.id, ['c1'], LOCK, { request: taking, facts: [] });
    const late = await ledger.addClaims([claimFor(0, { requestId: giving.id })], LOCK, { request: giving, facts: [] });
    expect(late).toEqual([{ changeId: 'c1', opened: 'nothing' }]);
    expect(await counts(opened)).toEqual({ holdings: 0, claims: 0, places: 0 });
  });

  it('when a request gives a failed change again, then its claim lives again', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor } = await aStockedApp(opened, { entitlement: { seats: 1 } });
    const request = aRequestThatIs('giving');
    const claim = claimFor(0, { requestId: request.id });
    await ledger.addClaims([claim], LOCK, { request, facts: [] });
    await ledger.releaseClaims(request.id, ['c1'], LOCK, {
      request: { ...request, version: 2, changes: [aChange({ state: 'taking' })] },
      facts: [],
    });
    const again = await ledger.addClaims([claim], LOCK, { request: { ...request, version: 3 }, facts: [] });
    expect(locked(again[0])).toMatchObject({
      holding: { wanted: { held: true }, generation: 3 },
      claims: [{ live: true }],
    });
    expect(await counts(opened)).toEqual({ holdings: 1, claims: 1, places: 1 });
  });

  it('when a snapshot moves the end, then the end of its claim follows, for the watchdog to see', async () => {
    const opened = await open();
    const { ledger, requests } = opened.store;
    const { claimFor } = await aStockedApp(opened);
    const request = aRequestThatIs('giving');
    await ledger.addClaims([claimFor(0, { requestId: request.id })], LOCK, { request, facts: [] });
    const given = aChange({ state: 'given', effectiveAt: NOW, endsAt: NOW + HOUR });
    await requests.record({ ...request, version: 2, changes: [given] }, []);
    expect(await ledger.claimsOverdue(NOW + HOUR + 1, 10)).toMatchObject([
      { requestId: request.id, endsAt: NOW + HOUR },
    ]);
    await requests.record({ ...request, version: 3, changes: [{ ...given, endsAt: NOW + 2 * HOUR }] }, []);
    expect(await ledger.claimsOverdue(NOW + HOUR + 1, 10)).toEqual([]);
  });

  it('when a holding is removed, then its ownerless claims are released, and a source claims it once', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor } = await aStockedApp(opened);
    const baseline = claimFor(0, { source: 'baseline', requestId: undefined, changeId: undefined });
    const [first] = await ledger.addClaims([baseline], LOCK);
    await ledger.addClaims([baseline, { ...baseline, source: 'profile' }, claimFor()], LATER);
    expect(await counts(opened)).toMatchObject({ claims: 3 });
    const left = await ledger.releaseOwnerless(holdingIdOf(first), { now: NOW + HOUR, lockMs: 1 });
    expect(locked(left).claims).toMatchObject([{ source: 'request' }]);
    const again = await ledger.addClaims([baseline], { now: NOW + 2 * HOUR, lockMs: 1 });
    expect(locked(again[0]).claims).toMatchObject([{ source: 'request' }, { source: 'baseline' }]);
  });

  it('when the snapshot or its facts are refused, then no claim is left behind', async () => {
    const opened = await open();
    const { ledger, requests } = opened.store;
    const { claimFor } = await aStockedApp(opened, { entitlement: { seats: 1 } });
    const request = aRequestThatIs('giving');
    await requests.record(request, []);
    const other = { request: { ...request, reason: 'another' }, facts: [] };
    await expect(ledger.addClaims([claimFor(0, { requestId: request.id })], LOCK, other)).rejects.toThrow(
      /two different snapshots/,
    );
    expect(await counts(opened)).toEqual({ holdings: 0, claims: 0, places: 0 });
  });

  it('when a snapshot is written with claims, then its facts are in the record once', async () => {
    const opened = await open();
    const { ledger, audit } = opened.store;
    const { claimFor } = await aStockedApp(opened);
    const write = { request: aRequestThatIs('giving'), facts: [aFact(), aFact()] };
    const claim = claimFor(0, { requestId: write.request.id });
    await ledger.addClaims([claim], LOCK, write);
    await ledger.addClaims([claim], LOCK, write);
    expect((await audit.head()).index).toBe(2);
  });

  it('when one of a call has no seat, then the others go in and it leaves nothing behind', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor, app } = await aStockedApp(opened, { entitlement: { seats: 1 }, accounts: 2 });
    const free = await addEntitlement(opened, anEntitlement({ appId: app.id }));
    await ledger.addClaims([claimFor(1)], LOCK);
    const before = await counts(opened);
    const requestId = anId('request');
    const outcomes = await ledger.addClaims(
      [claimFor(0, { requestId }), claimFor(0, { requestId, changeId: 'c2', entitlementId: free.id })],
      LOCK,
    );
    expect(outcomes).toMatchObject([
      { changeId: 'c1', opened: 'refused', why: 'no_seat_left' },
      { changeId: 'c2', opened: 'locked' },
    ]);
    expect(await counts(opened)).toEqual({ ...before, holdings: before.holdings + 1, claims: before.claims + 1 });
  });

  it('when a seat is there and the exclusive place is not, then the seat is not kept', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor, app, entitlement } = await aStockedApp(opened, {
      entitlement: { exclusiveSet: 'tier', seats: 5 },
    });
    const other = await addEntitlement(opened, anEntitlement({ appId: app.id, exclusiveSet: 'tier', seats: 5 }));
    const first = claimFor();
    await ledger.addClaims([first], LOCK);
    const second = claimFor(0, { entitlementId: other.id });
    expect(await ledger.addClaims([second], LOCK)).toMatchObject([{ opened: 'refused', why: 'exclusive_conflict' }]);
    expect(await counts(opened)).toEqual({ holdings: 1, claims: 1, places: 2 });
    await ledger.releaseClaims(first.requestId ?? 'REQ-', ['c1'], LOCK);
    expect(await ledger.addClaims([second], LOCK)).toMatchObject([{ opened: 'locked' }]);
    expect(await ledger.addClaims([claimFor(0, { entitlementId: entitlement.id })], LOCK)).toMatchObject([
      { opened: 'refused' },
    ]);
  });

  it('when seats are taken away from a licence, then nobody new gets one before enough are free', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { claimFor, entitlement } = await aStockedApp(opened, { entitlement: { seats: 3 }, accounts: 4 });
    const claims = [claimFor(0), claimFor(1), claimFor(2)];
    await ledger.addClaims(claims, LOCK);
    await opened.database.transact((tx) => tables.entitlement.set(tx, { id: entitlement.id }, { seats: 1 }));
    await ledger.releaseClaims(claims[0]?.requestId ?? 'REQ-', ['c1'], LOCK);
    expect(await ledger.addClaims([claimFor(3)], LOCK)).toMatchObject([{ opened: 'refused', why: 'no_seat_left' }]);
  });

  it('when an account is added twice at once, then it is one; an account of nobody becomes the person’s', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { app } = await aStockedApp(opened);
    const given = anAccount({ appId: app.id, externalId: 'ada', personId: undefined });
    await Promise.all(Array.from({ length: 10 }, () => ledger.addAccount({ ...given, id: anId('account') })));
    const personId = anId('person');
    const mine = await ledger.addAccount({ ...given, id: anId('account'), personId });
    expect(await ledger.accountOf(app.id, personId)).toEqual(mine);
    expect(await ledger.addAccount({ ...given, personId: anId('person') })).toMatchObject({ id: mine.id, personId });
    expect(await ledger.accountOf(app.id, anId('person'))).toBeUndefined();
  });

  it('when somebody looks at a person, then all they hold is there with why, and whose app it is', async () => {
    const opened = await open();
    const { ledger } = opened.store;
    const { app, account, entitlement, claimFor } = await aStockedApp(opened);
    const [added] = await ledger.addClaims([claimFor()], LOCK);
    const id = holdingIdOf(added);
    expect(await ledger.holdingsOfPerson(account.personId ?? 'per_')).toMatchObject([
      { id, appId: app.id, claims: [{ holdingId: id }] },
    ]);
    expect(await ledger.holdingOf(account.id, entitlement.id)).toMatchObject({ id });
    expect(await ledger.appOf(id)).toEqual(app);
    expect(await ledger.appOf(anId('holding'))).toBeUndefined();
    expect(await ledger.claimsOf(id)).toHaveLength(1);
  });
});
