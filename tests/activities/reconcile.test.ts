import { expect, it } from '@jest/globals';
import { tables } from '../../src/db/tables.ts';
import { createReconcile } from '../../activities/ledger/reconcile.ts';
import { AuditEntry } from '../../src/db/entities/record.entity.ts';
import { ConnectorError, type ConnectorFailure } from '../../src/ports/connector.ts';
import { anId } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { aBench, workAndSettle } from './reconcile-bench.ts';

onEachDatabase('reconcile', (open) => {
  it('when a claim comes and goes, then the access comes and goes, each proven by reading back', async () => {
    const bench = await aBench(await open());
    const { claim, locked } = await bench.add();
    expect(await workAndSettle(bench, locked)).toMatchObject({ result: 'as_wanted' });
    expect(await bench.holding()).toMatchObject({ actual: { seen: 'present' }, proof: { kind: 'read_back' } });
    expect(await workAndSettle(bench, await bench.release(claim))).toMatchObject({ result: 'as_wanted' });
    expect(await bench.holding()).toMatchObject({ actual: { seen: 'absent' }, proof: { kind: 'read_back' } });
    expect(await bench.changes()).toEqual(['grant', 'revoke']);
  });

  it('when one of two claims ends, then the access stays, at the level of the other', async () => {
    const bench = await aBench(await open(), { entitlement: { levels: ['viewer', 'member'] } });
    const low = await bench.add({ level: 'viewer' });
    await workAndSettle(bench, low.locked);
    const high = await bench.add({ level: 'member' });
    await workAndSettle(bench, high.locked);
    expect(await bench.inside()).toEqual({ held: true, level: 'member' });
    await workAndSettle(bench, await bench.release(high.claim));
    expect(await bench.inside()).toEqual({ held: true, level: 'viewer' });
    expect(await bench.changes()).toEqual(['grant', 'grant', 'grant']);
  });

  it('when it is as wanted and proven, then looking again changes nothing', async () => {
    const bench = await aBench(await open());
    const { locked } = await bench.add();
    await workAndSettle(bench, locked);
    const { id } = locked.holding;
    expect(await bench.reconcile.reconcileHolding(id)).toMatchObject({ result: 'as_wanted' });
    expect(await bench.calls('grant')).toHaveLength(1);
  });

  it('when somebody took it away by hand, then it is given again, and that is in the record', async () => {
    const bench = await aBench(await open());
    const { locked } = await bench.add();
    await workAndSettle(bench, locked);
    await bench.sandbox.revoke(bench.target);
    const { holding, lock } = locked;
    const again = await bench.store.ledger.lock(holding.id, bench.lock());
    if (again.opened !== 'locked') throw new Error(`${lock} was not let go`);
    const { generation } = again.locked.holding;
    await bench.store.ledger.settle([
      {
        holdingId: holding.id,
        lock: again.locked.lock,
        generation,
        actual: { seen: 'absent' },
        proof: undefined,
        pending: undefined,
      },
    ]);
    await bench.reconcile.reconcileHolding(holding.id);
    expect(await bench.inside()).toMatchObject({ held: true });
    const facts = await bench.database.orm.em.fork().find(AuditEntry, {});
    expect(facts).toMatchObject([{ fact: 'holding.given', subject: `holding:${holding.id}`, actor: 'system' }]);
  });

  it.each<[ConnectorFailure, number | undefined]>([
    ['retry', undefined],
    ['rate_limited', 1_800_000_000_000],
    ['permanent', undefined],
    ['needs_person', undefined],
  ])('when the app fails with %s, then that is told, and nothing is called done', async (failure, until) => {
    const bench = await aBench(await open());
    await bench.faults({ fail: { times: 1, failure, until } });
    const { locked } = await bench.add();
    const reconciled = await workAndSettle(bench, locked);
    expect(reconciled).toMatchObject({ result: 'failed', failure, until, message: expect.stringContaining(failure) });
    expect(await bench.holding()).toMatchObject({ actual: { seen: 'unknown' }, proof: undefined });
    expect(await bench.reconcile.reconcileHolding(locked.holding.id)).toMatchObject({ result: 'as_wanted' });
    expect(await bench.changes()).toEqual(['grant']);
  });

  it('when the change itself is refused for good, then what is really there is read and kept', async () => {
    const refusing = () => Promise.reject(new ConnectorError('permanent', 'No such group.'));
    const bench = await aBench(await open(), { between: () => ({ grant: refusing }) });
    const { locked } = await bench.add();
    const reconciled = await workAndSettle(bench, locked);
    expect(reconciled).toMatchObject({ result: 'failed', failure: 'permanent', message: 'No such group.' });
    expect(await bench.holding()).toMatchObject({ actual: { seen: 'absent' }, proof: undefined });
  });

  it('when a connector throws something else, then that is tried again', async () => {
    const bench = await aBench(await open(), {
      between: () => ({ read: () => Promise.reject(new Error('ECONNRESET')) }),
    });
    const { locked } = await bench.add();
    expect(await bench.reconcile.work(locked)).toMatchObject({
      result: 'failed',
      failure: 'retry',
      message: 'ECONNRESET',
    });
  });

  it('when the connector is not there, then a person is needed, and the lock is let go', async () => {
    const bench = await aBench(await open());
    const connectors = () => {
      throw new ConnectorError('needs_person', 'There is no connector "gone".');
    };
    const { store, clock, wait } = bench;
    const reconcile = createReconcile({ connectors, ledger: store.ledger, clock, wait });
    const { locked } = await bench.add();
    const { settled, ...told } = await reconcile.work(locked);
    expect(told).toMatchObject({ result: 'failed', failure: 'needs_person', message: 'There is no connector "gone".' });
    expect(await store.ledger.settle([settled])).toEqual({ moved: [] });
    expect(await reconcile.reconcileHolding(locked.holding.id)).toMatchObject({ result: 'failed' });
    expect(await reconcile.reconcileHolding(anId('holding'))).toEqual({ result: 'unknown_holding' });
  });

  it('when the app does not answer, then the call is given up in its time, and time is left for it to land', async () => {
    const never = () => new Promise<never>(() => {});
    const bench = await aBench(await open(), {
      abilities: { callTimeoutMs: 30, settleMs: 0 },
      between: () => ({ grant: never }),
    });
    const { locked } = await bench.add();
    const reconciled = await bench.reconcile.work(locked);
    expect(reconciled).toMatchObject({
      result: 'failed',
      failure: 'retry',
      message: 'The app did not answer in 30 ms.',
    });
    expect(bench.waits).toContain(30);
  });

  it('when the lock was taken over from one who died, then one call time-out passes before anything is read', async () => {
    const order: string[] = [];
    const bench = await aBench(await open(), {
      abilities: { callTimeoutMs: 7_000 },
      between: (sandbox) => ({
        read: (target) => {
          order.push(`read after ${bench.waits.join('+')}`);
          return sandbox.read(target);
        },
      }),
    });
    const { locked } = await bench.add();
    expect(await bench.reconcile.reconcileHolding(locked.holding.id)).toEqual({
      result: 'busy',
      until: bench.clock.now() + bench.lock().lockMs,
    });
    await bench.wait(bench.lock().lockMs);
    bench.waits.splice(0);
    expect(await bench.reconcile.reconcileHolding(locked.holding.id)).toMatchObject({ result: 'as_wanted' });
    expect(order[0]).toBe('read after 7000');
  });

  it('when the app is frozen, then nothing is given there, and taking goes on', async () => {
    const bench = await aBench(await open(), {
      app: { name: 'Nimbus' },
      entitlement: { levels: ['viewer', 'member'] },
    });
    const { claim, locked } = await bench.add({ level: 'member' });
    await workAndSettle(bench, locked);
    const { app } = bench;
    await bench.database.transact((tx) => tables.app.set(tx, { id: app.id }, { frozen: true }));
    expect(await bench.reconcile.reconcileHolding(locked.holding.id)).toMatchObject({ result: 'as_wanted' });
    await bench.sandbox.revoke(bench.target);
    const refused = await bench.reconcile.reconcileHolding(locked.holding.id);
    expect(refused).toMatchObject({
      result: 'failed',
      message: 'Nimbus is frozen: nothing is given there until that is over.',
    });
    await bench.sandbox.grant(bench.target, 'member', {});
    expect(await workAndSettle(bench, await bench.release(claim))).toMatchObject({ result: 'as_wanted' });
    expect(await bench.inside()).toMatchObject({ held: false });
  });

  it('when the connector knows no levels, then it is never asked for one', async () => {
    const bench = await aBench(await open(), {
      entitlement: { levels: ['viewer', 'member'] },
      abilities: { levels: false },
    });
    const { locked } = await bench.add({ level: 'member' });
    expect(await workAndSettle(bench, locked)).toMatchObject({ result: 'as_wanted' });
    expect(await bench.calls('grant')).toMatchObject([{ level: undefined }]);
  });
});
