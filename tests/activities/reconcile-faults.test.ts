import { expect, it } from '@jest/globals';
import { onEachDatabase } from '../support/databases.ts';
import { type Bench, aBench, workAndSettle } from './reconcile-bench.ts';

/** Tries as an activity would, and tells how many tries it took. */
async function untilAsWanted(bench: Bench, holdingId: `hol_${string}`): Promise<number> {
  for (let tries = 1; tries <= 20; tries++) {
    const { result } = await bench.reconcile.reconcileHolding(holdingId);
    if (result === 'as_wanted') return tries;
    await bench.wait(1000);
  }
  throw new Error('it never came to be as wanted');
}

onEachDatabase('reconcile, with an app that misbehaves', (open) => {
  it('when it fails six times, then it is tried until it works, and the access is given once', async () => {
    const bench = await aBench(await open());
    await bench.faults({ fail: { times: 6, failure: 'retry' } });
    const { locked } = await bench.add();
    await workAndSettle(bench, locked);
    expect(await untilAsWanted(bench, locked.holding.id)).toBeGreaterThan(1);
    expect(await bench.changes()).toEqual(['grant']);
  });

  it('when it lags within its settle time, then reading back waits for it', async () => {
    const bench = await aBench(await open());
    await bench.faults({ lagMs: 2_500 });
    const { claim, locked } = await bench.add();
    expect(await workAndSettle(bench, locked)).toMatchObject({ result: 'as_wanted' });
    expect(await workAndSettle(bench, await bench.release(claim))).toMatchObject({ result: 'as_wanted' });
    expect(await bench.calls('grant')).toHaveLength(1);
    expect(await bench.calls('revoke')).toHaveLength(1);
  });

  it('when it lags longer, then it is not called done before it shows, and not given twice', async () => {
    const bench = await aBench(await open());
    await bench.faults({ lagMs: 20_000 });
    const { locked } = await bench.add();
    const first = await workAndSettle(bench, locked);
    expect(first).toMatchObject({
      result: 'failed',
      failure: 'retry',
      message: 'Nimbus accepted the change, but Deployers is not there as granted.',
    });
    expect(await bench.holding()).toMatchObject({ proof: undefined });
    expect(await untilAsWanted(bench, locked.holding.id)).toBeGreaterThan(1);
    expect(await bench.changes()).toEqual(['grant']);
  });

  it('when a grant does not show yet and its claim is released, then absence is not believed: it is revoked', async () => {
    const bench = await aBench(await open());
    await bench.faults({ lagMs: 20_000, lostAnswers: 1 });
    const { claim, locked } = await bench.add();
    expect(await workAndSettle(bench, locked)).toMatchObject({ result: 'failed' });
    expect(await bench.sandbox.read(bench.target)).toEqual({ seen: 'absent' });
    const taken = await workAndSettle(bench, await bench.release(claim));
    expect(taken).toMatchObject({ result: 'as_wanted', settled: { actual: { seen: 'absent' } } });
    await bench.wait(20_000);
    expect(await bench.inside()).toMatchObject({ held: false });
    expect(await bench.sandbox.read(bench.target)).toEqual({ seen: 'absent' });
  });

  it('when a revoke fails while an earlier grant does not show yet, then the absence that is read is not believed', async () => {
    let failing = true;
    const bench = await aBench(await open(), {
      abilities: { callTimeoutMs: 1000 },
      between: (sandbox) => ({
        revoke: (...call) => (failing ? Promise.reject(new Error('bad gateway')) : sandbox.revoke(...call)),
      }),
    });
    await bench.faults({ lagMs: 2_500 });
    const { claim, locked } = await bench.add();
    const revoking = await bench.release(claim);
    await bench.sandbox.grant(bench.target, undefined, {});
    expect(await workAndSettle(bench, revoking)).toMatchObject({ result: 'failed', message: 'bad gateway' });
    failing = false;
    expect(await untilAsWanted(bench, locked.holding.id)).toBe(1);
    expect(await bench.inside()).toMatchObject({ held: false });
  });

  it.each([1, 2, 3, 4])('when it lies %d times, then no lie ends as the truth', async (lies) => {
    const bench = await aBench(await open());
    await bench.faults({ lies });
    const { claim, locked } = await bench.add();
    await workAndSettle(bench, locked);
    await untilAsWanted(bench, locked.holding.id);
    expect(await bench.inside()).toMatchObject({ held: true });
    const released = await bench.release(claim);
    await bench.faults({ lies });
    await workAndSettle(bench, released);
    await untilAsWanted(bench, locked.holding.id);
    expect(await bench.inside()).toMatchObject({ held: false });
  });

  it('when the answers to grant and revoke are lost, then what was done is seen, and done once', async () => {
    const bench = await aBench(await open());
    await bench.faults({ lostAnswers: 1 });
    const { claim, locked } = await bench.add();
    expect(await workAndSettle(bench, locked)).toMatchObject({ result: 'as_wanted' });
    await bench.faults({ lostAnswers: 1 });
    expect(await workAndSettle(bench, await bench.release(claim))).toMatchObject({ result: 'as_wanted' });
    expect(await bench.changes()).toEqual(['grant', 'revoke']);
  });

  it('when changes are accepted only, then it is pending until the app has done it, and asked for once', async () => {
    const bench = await aBench(await open());
    await bench.faults({ pending: true });
    const { claim, locked } = await bench.add();
    const first = await workAndSettle(bench, locked);
    expect(first).toMatchObject({ result: 'pending', until: bench.clock.now() + 60_000 });
    expect(await bench.reconcile.reconcileHolding(locked.holding.id)).toMatchObject({ result: 'pending' });
    await bench.store.sandbox.finishPending(bench.app.id);
    expect(await bench.reconcile.reconcileHolding(locked.holding.id)).toMatchObject({ result: 'as_wanted' });
    const revoking = await workAndSettle(bench, await bench.release(claim));
    expect(revoking).toMatchObject({ result: 'pending' });
    await bench.store.sandbox.finishPending(bench.app.id);
    expect(await bench.reconcile.reconcileHolding(locked.holding.id)).toMatchObject({ result: 'as_wanted' });
    expect(await bench.inside()).toMatchObject({ held: false });
  });
});
