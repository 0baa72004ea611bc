import type { Actual, Proof, Wanted } from '../../src/domain/ledger/claim.ts';
import { type Deed, givesMore, type Step } from '../../src/domain/ledger/step.ts';
import { wantedOf } from '../../src/domain/ledger/wanted.ts';
import type {
  AskStanding,
  Change,
  Connector,
  ConnectorAbilities,
  Connectors,
  Target,
} from '../../src/ports/connector.ts';
import type { LockedHolding, Settled } from '../../src/ports/ledger-store.ts';
import { called, type Failure } from './connector-calls.ts';
import type { Reconciled } from './reconciled.ts';

/** One holding to bring to what is wanted, and what it takes. */
export interface Job {
  readonly locked: LockedHolding;
  readonly connector: Connector;
  readonly abilities: ConnectorAbilities;
  readonly wanted: Wanted;
}

export function jobOf(locked: LockedHolding, connectors: Connectors): Job {
  const connector = connectors(locked.app.connector);
  const abilities = connector.describe(locked.app);
  const levels = abilities.levels ? locked.entitlement.levels : [];
  return { locked, connector, abilities, wanted: wantedOf(locked.claims, levels) };
}

/** What there is to write, if nothing more is known than before. */
export function unchanged({ holding, lock, pendingRef: ref }: LockedHolding, now: number): Settled {
  const { id: holdingId, generation, actual, proof } = holding;
  return {
    ...{ holdingId, lock, generation, actual, proof },
    pending: ref === undefined ? undefined : { ref, checkAfter: now },
  };
}

export function settledAs({ holding, lock }: LockedHolding, actual: Actual, proof?: Proof): Settled {
  return { holdingId: holding.id, lock, generation: holding.generation, actual, proof, pending: undefined };
}

export type Refusal = Omit<Failure, 'stillUnderWay'> & { readonly withheld?: true };

export function failed({ failure, message, until, withheld }: Refusal, settled: Settled): Reconciled {
  return { result: 'failed', failure, message, until, withheld, settled };
}

/** A frozen app gives nothing and goes on taking. */
export function frozen({ locked: { app, entitlement } }: Job, step: Step, actual: Actual): Refusal | undefined {
  if (!app.frozen || !givesMore(step, actual, entitlement.levels)) return undefined;
  return {
    failure: 'retry',
    message: `${app.name} is frozen: nothing is given there until that is over.`,
    until: undefined,
    withheld: true,
  };
}

export function targetOf({ locked: { app, account, entitlement } }: Job): Target {
  return { app, account, entitlement };
}

export function changed(job: Job, deed: Deed, standing: AskStanding): Promise<{ readonly answer: Change } | Failure> {
  const call = (connector: Connector) =>
    deed.do === 'grant'
      ? connector.grant(targetOf(job), deed.level, job.locked.fields, standing)
      : connector.revoke(targetOf(job), standing);
  return called(job.connector, call, job.abilities.callTimeoutMs);
}
