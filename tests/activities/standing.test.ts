import { expect, it } from '@jest/globals';
import { createReconcile } from '../../activities/ledger/reconcile.ts';
import type { AskStanding, Connector, Standing } from '../../src/ports/connector.ts';
import { anId, NOW } from '../support/builders.ts';
import { onEachDatabase, type OpenStore } from '../support/databases.ts';
import { addEntitlement, anEntitlement } from '../support/ledger.ts';
import { aBench, workAndSettle } from './reconcile-bench.ts';

/** An app that writes down what it was told of the account at each call. */
async function aCuriousBench(opened: OpenStore) {
  const told: [string, Standing][] = [];
  const note = async (what: string, standing: AskStanding) => void told.push([what, await standing()]);
  const between = (sandbox: Connector): Partial<Connector> => ({
    grant: async (target, level, fields, standing) => {
      await note('grant', standing);
      return sandbox.grant(target, level, fields, standing);
    },
    revoke: async (target, standing) => {
      await note('revoke', standing);
      return sandbox.revoke(target, standing);
    },
    keep: (_, standing) => note('keep', standing),
  });
  const bench = await aBench(opened, { between });
  return { bench, told };
}

onEachDatabase('what an app is told of an account', (open) => {
  it('when claims come and go, then it is told until when the latest of them lasts, and when nothing is left', async () => {
    const { bench, told } = await aCuriousBench(await open());
    const short = await bench.add({ endsAt: NOW + 1000 });
    await workAndSettle(bench, short.locked);
    const long = await bench.add({ endsAt: NOW + 5000 });
    await workAndSettle(bench, long.locked);
    await workAndSettle(bench, await bench.release(long.claim));
    await workAndSettle(bench, await bench.release(short.claim));
    expect(told).toEqual([
      ['grant', { last: true, until: NOW + 1000 }],
      ['keep', { last: true, until: NOW + 5000 }],
      ['keep', { last: true, until: NOW + 1000 }],
      ['revoke', { last: true, until: 'over' }],
    ]);
  });

  it('when something else is wanted for the account, then this is not the last, and the other one counts', async () => {
    const opened = await open();
    const { bench, told } = await aCuriousBench(opened);
    const other = await addEntitlement(opened, anEntitlement({ appId: bench.app.id }));
    const lasting = await bench.add({ entitlementId: other.id, requestId: undefined, source: 'baseline' });
    await workAndSettle(bench, lasting.locked);
    const { claim, locked } = await bench.add({ endsAt: NOW + 1000 });
    await workAndSettle(bench, locked);
    await workAndSettle(bench, await bench.release(claim));
    expect(told.slice(1)).toEqual([
      ['grant', { last: false, until: 'no_end' }],
      ['revoke', { last: false, until: 'no_end' }],
    ]);
    expect(await opened.store.ledger.standingOf(anId('account'), locked.holding.id)).toEqual({
      last: true,
      until: 'over',
    });
  });

  it('when the app cannot take note of a later end, then that is told, and the access is not called proven', async () => {
    const { bench } = await aCuriousBench(await open());
    const { locked } = await bench.add({ endsAt: NOW + 1000 });
    await workAndSettle(bench, locked);
    const { store, sandbox, clock, wait } = bench;
    const keep = () => Promise.reject(new Error('bad gateway'));
    const reconcile = createReconcile({ connectors: () => ({ ...sandbox, keep }), ledger: store.ledger, clock, wait });
    const later = await bench.add({ endsAt: NOW + 5000 });
    const told = await reconcile.work(later.locked);
    expect(told).toMatchObject({ result: 'failed', message: 'bad gateway', settled: { proof: undefined } });
  });
});
