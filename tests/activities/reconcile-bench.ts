import { createReconcile } from '../../activities/ledger/reconcile.ts';
import { createSandbox } from '../../src/connectors/sandbox/sandbox.connector.ts';
import { SandboxHoldingRow } from '../../src/db/entities/sandbox.entity.ts';
import type { App } from '../../src/domain/catalog/app.ts';
import type { Entitlement } from '../../src/domain/catalog/entitlement.ts';
import type { Connector, ConnectorAbilities } from '../../src/ports/connector.ts';
import type { LockedHolding, NewClaim } from '../../src/ports/ledger-store.ts';
import type { Held } from '../../src/ports/sandbox-store.ts';
import { NOW } from '../support/builders.ts';
import type { OpenStore } from '../support/databases.ts';
import { aStockedApp, locked } from '../support/ledger.ts';

interface Given {
  readonly app?: Partial<App>;
  readonly entitlement?: Partial<Entitlement>;
  readonly accounts?: number;
  readonly abilities?: Partial<ConnectorAbilities>;
  /** Something that comes between reconcile and the sandbox. */
  readonly between?: (sandbox: Connector) => Partial<Connector>;
}

/** A holding, a pretended app, and a clock that moves only while somebody waits. */
export async function aBench(opened: OpenStore, given: Given = {}) {
  const { store, database } = opened;
  const stocked = await aStockedApp(opened, given);
  let now = NOW;
  const waits: number[] = [];
  const clock = { now: () => now };
  const wait = (ms: number) => {
    waits.push(ms);
    now += ms;
    return Promise.resolve();
  };
  const sandbox = createSandbox({ store: store.sandbox, clock });
  const { app, account, entitlement, claimFor } = stocked;
  const describe = () => ({ ...sandbox.describe(app), ...given.abilities });
  const connector = { ...sandbox, describe, ...given.between?.(sandbox) };
  const reconcile = createReconcile({ connectors: () => connector, ledger: store.ledger, clock, wait });
  const lock = () => reconcile.lockWishFor(app);
  const target = { app, account, entitlement };

  return {
    ...{ ...stocked, store, database, reconcile, lock, clock, wait, waits, sandbox, target },
    faults: (faults: Parameters<typeof store.sandbox.setFaults>[1]) => store.sandbox.setFaults(app.id, faults),
    async add(more: Partial<NewClaim> = {}): Promise<{ claim: NewClaim; locked: LockedHolding }> {
      const claim = claimFor(0, more);
      return { claim, locked: locked((await store.ledger.addClaims([claim], lock()))[0]) };
    },
    async release(claim: NewClaim): Promise<LockedHolding> {
      return locked((await store.ledger.releaseClaims(claim.requestId ?? 'REQ-', ['c1'], lock()))[0]);
    },
    holding: () => store.ledger.holdingOf(account.id, entitlement.id),
    calls: async (method: string) => (await store.sandbox.calls(app.id)).filter((call) => call.method === method),
    changes: async () =>
      (await store.sandbox.calls(app.id)).filter(({ changed }) => changed).map(({ method }) => method),
    /** What is really so in the app. */
    async inside(): Promise<Held> {
      const row = await database.orm.em.fork().findOne(SandboxHoldingRow, { appId: app.id });
      return row === null ? { held: false, level: undefined } : (JSON.parse(row.real) as Held);
    },
  };
}

export type Bench = Awaited<ReturnType<typeof aBench>>;

/** As an activity does it: what is locked is worked and settled, and reconciled again until nothing moves. */
export async function workAndSettle(bench: Bench, holding: LockedHolding) {
  const reconciled = await bench.reconcile.work(holding);
  const { moved } = await bench.store.ledger.settle([reconciled.settled]);
  return moved.length === 0 ? reconciled : bench.reconcile.reconcileHolding(holding.holding.id);
}
