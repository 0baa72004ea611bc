import { setTimeout as delay } from 'node:timers/promises';
import { createReconcile } from '../../../activities/ledger/reconcile.ts';
import { createConnectors } from '../../../src/connectors/registry.ts';
import { MINUTE } from '../../../src/domain/time.ts';
import { type Found, watch } from '../../../src/use-cases/watch.ts';
import type { Scene } from './scene.ts';

/** The watchdog's next round: what has just been submitted it leaves alone. */
export function watchLater({ stage: { house } }: Scene): Promise<Found> {
  const connectors = createConnectors({ ...house, secrets: () => undefined });
  const reconcile = createReconcile({ ...house, connectors, ledger: house.store.ledger, wait: delay });
  const clock = { now: () => Date.now() + 15 * MINUTE };
  return watch({ ...house, clock, reconcileHolding: reconcile.reconcileHolding });
}
