import { expect, it } from '@jest/globals';
import { createAttest } from '../../activities/ledger/attest.ts';
import { createReconcile } from '../../activities/ledger/reconcile.ts';
import { AuditEntry } from '../../src/db/entities/record.entity.ts';
import type { Change, Connector, Target } from '../../src/ports/connector.ts';
import { anId, NOW } from '../support/builders.ts';
import { onEachDatabase, type OpenStore } from '../support/databases.ts';
import { aBench, workAndSettle } from './reconcile-bench.ts';

/** An app that only people can look into: it takes orders, and says nothing else. */
function byHand(orders: string[], answer?: Change): Partial<Connector> {
  const order = (what: string, { account }: Target): Promise<Change> => {
    const ref = `${what} ${account.externalId}`;
    if (!orders.includes(ref)) orders.push(ref);
    return Promise.resolve(answer ?? { outcome: 'pending', ref, checkAfter: 4_000_000_000_000 });
  };
  return {
    grant: (target) => order('give', target),
    revoke: (target) => order('take', target),
    read: () => Promise.resolve({ seen: 'unknown' }),
  };
}

async function aManualBench(opened: OpenStore, answer?: Change) {
  const orders: string[] = [];
  const bench = await aBench(opened, { abilities: { proof: 'attested' }, between: () => byHand(orders, answer) });
  const attest = createAttest({ ledger: bench.store.ledger, clock: bench.clock });
  return { bench, orders, attest, ref: (what: string) => `${what} ${bench.account.externalId}` };
}

onEachDatabase('an app that nobody can look into', (open) => {
  it('when access is given and taken, then each is pending until a person says so, and that is the proof', async () => {
    const { bench, orders, attest, ref } = await aManualBench(await open());
    const by = anId('person');
    const { claim, locked } = await bench.add();
    const { id: holdingId } = locked.holding;
    expect(await workAndSettle(bench, locked)).toMatchObject({ result: 'pending', until: 4_000_000_000_000 });
    expect(await bench.reconcile.reconcileHolding(holdingId)).toMatchObject({ result: 'pending' });
    expect(await attest({ holdingId, refs: [ref('give')], by })).toMatchObject({ result: 'as_wanted' });
    const proof = { kind: 'attested', by, at: bench.clock.now() };
    expect(await bench.holding()).toMatchObject({ actual: { seen: 'present' }, proof });
    expect(await bench.reconcile.reconcileHolding(holdingId)).toMatchObject({
      result: 'as_wanted',
      settled: { proof },
    });

    expect(await workAndSettle(bench, await bench.release(claim))).toMatchObject({ result: 'pending' });
    expect(await attest({ holdingId, refs: [ref('take')], by })).toMatchObject({ result: 'as_wanted' });
    expect(await bench.holding()).toMatchObject({ actual: { seen: 'absent' }, proof });
    expect(orders).toEqual([ref('give'), ref('take')]);
    const facts = (await bench.database.orm.em.fork().find(AuditEntry, {})).map(({ fact, actor }) => [fact, actor]);
    expect(facts).toEqual([
      ['holding.given', `person:${by}`],
      ['holding.removed', `person:${by}`],
    ]);
  });

  it('when it is held on, then the app is told, and what a person said stays the proof though it cannot be told', async () => {
    const { bench, attest, ref } = await aManualBench(await open());
    const first = await bench.add({ endsAt: NOW + 1000 });
    await workAndSettle(bench, first.locked);
    await attest({ holdingId: first.locked.holding.id, refs: [ref('give')], by: anId('person') });
    const told: unknown[] = [];
    const { store, sandbox, clock, wait } = bench;
    const describe: Connector['describe'] = (app) => ({ ...sandbox.describe(app), proof: 'attested' });
    const keeping = (keep: NonNullable<Connector['keep']>) =>
      createReconcile({ connectors: () => ({ ...sandbox, describe, keep }), ledger: store.ledger, clock, wait });
    const toEnd = keeping(async (_, standing) => void told.push((await standing()).until));
    expect(await toEnd.reconcileHolding(first.locked.holding.id)).toMatchObject({ result: 'as_wanted' });
    expect(told).toEqual([NOW + 1000]);
    const deaf = keeping(() => Promise.reject(new Error('bad gateway')));
    const failed = await deaf.reconcileHolding(first.locked.holding.id);
    expect(failed).toMatchObject({
      result: 'failed',
      message: 'bad gateway',
      settled: { proof: { kind: 'attested' } },
    });
  });

  it('when a second claim comes, then nobody is asked again; when one of two goes, neither', async () => {
    const { bench, orders, attest, ref } = await aManualBench(await open());
    const first = await bench.add();
    await workAndSettle(bench, first.locked);
    await attest({ holdingId: first.locked.holding.id, refs: [ref('give')], by: anId('person') });
    const second = await bench.add();
    expect(await workAndSettle(bench, second.locked)).toMatchObject({ result: 'as_wanted' });
    expect(await workAndSettle(bench, await bench.release(first.claim))).toMatchObject({ result: 'as_wanted' });
    expect(orders).toEqual([ref('give')]);
  });

  it('when the wish changed before somebody says so, then the word counts for nothing', async () => {
    const { bench, attest, ref } = await aManualBench(await open());
    const { claim, locked } = await bench.add();
    const { id: holdingId } = locked.holding;
    await workAndSettle(bench, locked);
    const word = { holdingId, refs: [ref('give')], by: anId('person') };
    const revoking = await bench.release(claim);
    expect(await attest(word)).toMatchObject({ result: 'busy' });
    await workAndSettle(bench, revoking);
    expect(await attest(word)).toEqual({ result: 'outdated' });
    expect(await bench.holding()).toMatchObject({ proof: undefined, actual: { seen: 'unknown' } });
    expect(await attest({ ...word, refs: [ref('take')] })).toMatchObject({ result: 'as_wanted' });
    expect(await attest({ ...word, holdingId: anId('holding') })).toEqual({ result: 'outdated' });
  });

  it('when the connector says that it is done, then a person still has to confirm it', async () => {
    const { bench, attest } = await aManualBench(await open(), { outcome: 'done' });
    const { locked } = await bench.add();
    const reconciled = await workAndSettle(bench, locked);
    if (!('settled' in reconciled)) throw new Error(reconciled.result);
    expect(reconciled).toMatchObject({ result: 'pending', settled: { proof: undefined } });
    const refs = ['another', reconciled.settled.pending?.ref ?? ''];
    expect(await attest({ holdingId: locked.holding.id, refs, by: anId('person') })).toMatchObject({
      result: 'as_wanted',
    });
  });
});
