import { expect, it } from '@jest/globals';
import type { Request } from '../../src/domain/request/request.ts';
import { SnapshotConflict } from '../../src/ports/request-store.ts';
import { aChange, aFact, aRequest, NOW } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { aStockedApp, locked } from '../support/ledger.ts';
import { statementsOf } from './statements-of.ts';

const LOCK = { now: NOW, lockMs: 60_000 };

/** Waiting, being given, and given: as one life writes them, one over the other. */
function aLife() {
  const waiting = aRequest({ changes: [aChange()] });
  const giving: Request = { ...waiting, version: 2, changes: [aChange({ state: 'giving' })] };
  const given: Request = { ...waiting, version: 3, changes: [aChange({ state: 'given', effectiveAt: NOW })] };
  return { waiting, giving, given };
}

onEachDatabase('writing over what is known to be stored', (open) => {
  async function begun() {
    const opened = await open();
    const { ledger, requests, audit } = opened.store;
    const { claimFor } = await aStockedApp(opened, { accounts: 2 });
    const life = aLife();
    await requests.open(life.waiting, []);
    const claim = claimFor(0, { requestId: life.waiting.id });
    const stateInRows = async () =>
      (await opened.database.orm.em.fork().getConnection().execute('select state from request_change'))[0];
    return { ledger, requests, audit, claim, claimFor, ...life, stateInRows };
  }

  it('when it is so, then nothing of it is read again, and what follows sees it written', async () => {
    const { ledger, requests, audit, claim, waiting, giving, given, stateInRows } = await begun();
    const statements = await statementsOf(async () => {
      const write = { request: giving, over: waiting, facts: [aFact()] };
      const { holding, lock } = locked((await ledger.addClaims([claim], LOCK, write))[0]);
      const actual = { seen: 'present', level: undefined } as const;
      const proof = { kind: 'read_back', at: NOW } as const;
      const settled = { holdingId: holding.id, lock, generation: 1, actual, proof, pending: undefined };
      await ledger.settle([settled], { request: given, over: giving, facts: [aFact()] });
    });
    expect(statements.filter((text) => /^select .*snapshot.* from "?request"?/.test(text))).toEqual([]);
    expect(await requests.byId(given.id)).toEqual(given);
    expect(await stateInRows()).toMatchObject({ state: 'given' });
    expect((await audit.head()).index).toBe(2);
  });

  it('when something else is stored by now, then that is read, and its rows are brought up to date from there', async () => {
    const { ledger, requests, audit, claim, waiting, giving, given, stateInRows } = await begun();
    await requests.record({ ...giving, changes: [aChange({ state: 'failed', failure: 'no' })] }, [aFact()]);
    const write = { request: { ...given, changes: giving.changes }, over: waiting, facts: [aFact()] };
    expect(await ledger.addClaims([claim], LOCK, write)).toMatchObject([{ opened: 'locked' }]);
    expect(await requests.byId(given.id)).toEqual(write.request);
    expect(await stateInRows()).toMatchObject({ state: 'giving' });
    expect((await audit.head()).index).toBe(2);
  });

  it('when something newer is stored, then that stays, is what decides, and the facts are not said again', async () => {
    const { ledger, requests, audit, claim, waiting, giving } = await begun();
    const newer: Request = { ...giving, version: 5, changes: [aChange({ state: 'taking' })] };
    await requests.record(newer, [aFact()]);
    const late = await ledger.addClaims([claim], LOCK, { request: giving, over: waiting, facts: [aFact()] });
    expect(late).toEqual([{ changeId: 'c1', opened: 'nothing' }]);
    expect(await requests.byId(giving.id)).toEqual(newer);
    expect((await audit.head()).index).toBe(1);
  });

  it('when two write different things over the same at once, then one of them is kept, and the other is told', async () => {
    const { ledger, requests, claimFor, waiting, giving } = await begun();
    const writes = ['one', 'other'].map((reason) => ({ ...giving, reason }));
    const outcomes = await Promise.allSettled(
      writes.map((request, at) =>
        ledger.addClaims([claimFor(at, { requestId: waiting.id })], LOCK, { request, over: waiting, facts: [] }),
      ),
    );
    const [lost] = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(lost).toBeInstanceOf(SnapshotConflict);
    expect(writes).toContainEqual(await requests.byId(giving.id));
  });

  it('when a holding moved meanwhile, then the others are settled and the request is as it was', async () => {
    const { ledger, requests, audit, claim, claimFor, waiting, giving, given } = await begun();
    const both = [claim, claimFor(1, { requestId: waiting.id, changeId: 'c2' })];
    const opened = await ledger.addClaims(both, LOCK, { request: giving, over: waiting, facts: [] });
    await ledger.addClaims([claimFor(0)], LOCK);
    const settled = opened.map(locked).map(({ holding: { id: holdingId, generation }, lock }) => ({
      ...{ holdingId, lock, generation, pending: undefined },
      ...{ actual: { seen: 'absent' } as const, proof: undefined },
    }));
    const { moved } = await ledger.settle(settled, { request: given, over: giving, facts: [aFact()] });
    expect(moved).toEqual([settled[0]?.holdingId]);
    expect(await requests.byId(given.id)).toEqual(giving);
    expect((await audit.head()).index).toBe(0);
    expect(await Promise.all(opened.map(locked).map(({ holding: { id } }) => ledger.lock(id, LOCK)))).toMatchObject([
      { opened: 'locked', locked: { tookOver: false, holding: { actual: { seen: 'unknown' } } } },
      { opened: 'locked', locked: { tookOver: false, holding: { actual: { seen: 'absent' } } } },
    ]);
  });
});
