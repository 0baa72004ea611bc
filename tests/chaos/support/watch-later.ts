import { setTimeout as delay } from 'node:timers/promises';
import { createReconcile } from '../../../activities/ledger/reconcile.ts';
import { createConnectors } from '../../../src/connectors/registry.ts';
import type { RequestId } from '../../../src/domain/ids.ts';
import { MINUTE } from '../../../src/domain/time.ts';
import { type Found, watch } from '../../../src/use-cases/watch.ts';
import { eventually } from './eventually.ts';
import type { Scene } from './scene.ts';

/** The watchdog's next round: what has just been submitted it leaves alone. */
export function watchLater({ stage: { house } }: Scene): Promise<Found> {
  const connectors = createConnectors({ ...house, secrets: () => undefined });
  const reconcile = createReconcile({ ...house, connectors, ledger: house.store.ledger, wait: delay });
  const clock = { now: () => Date.now() + 15 * MINUTE };
  return watch({ ...house, clock, reconcileHolding: reconcile.reconcileHolding });
}

/** Temporal's list is a moment behind. */
export function untilListedAsOver({ stage }: Scene, ids: readonly RequestId[]): Promise<number> {
  return eventually('Temporal lists them as over', async () => {
    const listed = await stage.house.gateway.listRunning();
    return !ids.some((id) => listed.has(id));
  });
}
