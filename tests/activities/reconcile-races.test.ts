import { expect, it } from '@jest/globals';
import type { ReconcileOutcome } from '../../activities/ledger/reconciled.ts';
import type { NewClaim } from '../../src/ports/ledger-store.ts';
import { onEachDatabase } from '../support/databases.ts';
import { aBench, type Bench, workAndSettle } from './reconcile-bench.ts';

/** Something that happens once, in the middle of the next call of that kind, after the app has done it. */
function during(what: { happens: (() => Promise<unknown>) | undefined }) {
  return async <T>(call: Promise<T>): Promise<T> => {
    const answer = await call;
    const { happens } = what;
    what.happens = undefined;
    await happens?.();
    return answer;
  };
}

/** Goes on as long as somebody else is at it. */
async function insistently(bench: Bench, holdingId: `hol_${string}`): Promise<ReconcileOutcome> {
  for (let tries = 1; tries <= 500; tries++) {
    const outcome = await bench.reconcile.reconcileHolding(holdingId);
    if (outcome.result !== 'busy') return outcome;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
  }
  throw new Error('busy for ever');
}

onEachDatabase('reconcile, with others at it', (open) => {
  it('when a claim for a higher level comes in the middle of a grant, then it goes again and ends there', async () => {
    const grant: Parameters<typeof during>[0] = { happens: undefined };
    const bench = await aBench(await open(), {
      entitlement: { levels: ['viewer', 'member'] },
      between: (sandbox) => ({ grant: (...call) => during(grant)(sandbox.grant(...call)) }),
    });
    const { locked } = await bench.add({ level: 'viewer' });
    const higher = bench.claimFor(0, { level: 'member' });
    grant.happens = async () => {
      expect(await bench.store.ledger.addClaims([higher], bench.lock())).toMatchObject([{ opened: 'busy' }]);
    };
    expect(await workAndSettle(bench, locked)).toMatchObject({ result: 'as_wanted' });
    expect(await bench.inside()).toEqual({ held: true, level: 'member' });
    expect(await bench.holding()).toMatchObject({ actual: { level: 'member' }, generation: 2 });
  });

  it('when the claim is released in the middle of its grant, then the access is gone in the end', async () => {
    const grant: Parameters<typeof during>[0] = { happens: undefined };
    const bench = await aBench(await open(), {
      between: (sandbox) => ({ grant: (...call) => during(grant)(sandbox.grant(...call)) }),
    });
    const { claim, locked } = await bench.add();
    // Another request's workflow would find it busy; the same one takes its lock back, and the first has lost it.
    grant.happens = () => bench.store.ledger.releaseClaims(claim.requestId ?? 'REQ-', ['c1'], bench.lock());
    expect(await workAndSettle(bench, locked)).toMatchObject({ result: 'busy' });
    await bench.wait(bench.lock().lockMs);
    expect(await bench.reconcile.reconcileHolding(locked.holding.id)).toMatchObject({ result: 'as_wanted' });
    expect(await bench.inside()).toMatchObject({ held: false });
    expect(await bench.changes()).toEqual(['grant', 'revoke']);
  });

  it('when the claim is released between reading and granting, then nothing is granted', async () => {
    const read: Parameters<typeof during>[0] = { happens: undefined };
    const bench = await aBench(await open(), {
      between: (sandbox) => ({ read: (...call) => during(read)(sandbox.read(...call)) }),
    });
    const { claim, locked } = await bench.add();
    read.happens = () => bench.store.ledger.releaseClaims(claim.requestId ?? 'REQ-', ['c1'], bench.lock());
    expect(await bench.reconcile.work(locked)).toMatchObject({ result: 'failed', failure: 'retry' });
    expect(await bench.calls('grant')).toEqual([]);
  });

  it('when claims keep coming, then it gives way after some rounds instead of going on for ever', async () => {
    const bench = await aBench(await open(), {
      between: (sandbox) => ({
        read: async (target) => {
          await bench.store.ledger.addClaims([bench.claimFor()], bench.lock());
          return sandbox.read(target);
        },
      }),
    });
    const { locked } = await bench.add();
    expect(await workAndSettle(bench, locked)).toEqual({ result: 'busy', until: bench.clock.now() + 1000 });
  });

  it('when 20 reconcile one holding at once, then one calls the app, and all see it as wanted', async () => {
    const bench = await aBench(await open());
    const { locked } = await bench.add();
    const { id } = locked.holding;
    await workAndSettle(bench, locked);
    await bench.sandbox.revoke(bench.target);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => insistently(bench, id)));
    expect(outcomes.every(({ result }) => result === 'as_wanted')).toBe(true);
    expect(await bench.inside()).toMatchObject({ held: true });
    expect(await bench.changes()).toEqual(['grant', 'revoke', 'grant']);
  });

  it.each([
    ['ends with none', 0],
    ['ends with one left', 1],
  ])('when claims come and go while 20 reconcile, and it %s, then app and ledger agree on it', async (_, stay) => {
    const bench = await aBench(await open(), { entitlement: { levels: ['viewer', 'member'] } });
    const { claim, locked } = await bench.add({ level: 'viewer' });
    const { id } = locked.holding;
    const { ledger } = bench.store;
    await ledger.settle([(await bench.reconcile.work(locked)).settled]);
    const release = ({ requestId }: NewClaim) =>
      ledger.releaseClaims(requestId ?? 'REQ-', ['c1'], { now: 0, lockMs: 0 });
    const comeAndGo = Array.from({ length: 10 }, async (__, i) => {
      const one = bench.claimFor(0, { level: i % 2 === 0 ? 'member' : 'viewer' });
      await ledger.addClaims([one], { now: 0, lockMs: 0 });
      await release(one);
    });
    await Promise.all([...comeAndGo, ...Array.from({ length: 10 }, () => insistently(bench, id))]);
    if (stay === 0) await release(claim);
    expect(await insistently(bench, id)).toMatchObject({ result: 'as_wanted' });
    const held = stay > 0;
    expect(await bench.inside()).toEqual({ held, level: held ? 'viewer' : undefined });
    expect(await bench.holding()).toMatchObject({ wanted: { held }, actual: { seen: held ? 'present' : 'absent' } });
    expect(await ledger.holdingsNotAsWanted(10)).toEqual([]);
  });

  it('when a holding is worked, then no transaction is open while the app is called', async () => {
    const bench = await aBench(await open(), {
      between: (sandbox) => ({
        // On SQLite an open transaction would hold the only lock there is, and on both the holding's row.
        grant: async (...call) => {
          if ((await bench.calls('grant')).length === 0)
            await bench.store.ledger.addClaims([bench.claimFor()], bench.lock());
          return sandbox.grant(...call);
        },
      }),
    });
    const { locked } = await bench.add();
    expect(await workAndSettle(bench, locked)).toMatchObject({ result: 'as_wanted' });
  });
});
