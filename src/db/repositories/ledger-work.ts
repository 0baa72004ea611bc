import type { Sha256 } from '../../domain/audit/chain.ts';
import type { App } from '../../domain/catalog/app.ts';
import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import type { AppId, EntitlementId, HoldingId } from '../../domain/ids.ts';
import type { Claim } from '../../domain/ledger/claim.ts';
import type { Em } from '../database.ts';
import type { HoldingRow } from '../entities/ledger.entity.ts';
import type { Row } from '../rows.ts';
import { appsWhere, entitlementsWhere } from './catalog.repository.ts';

export interface KnownHolding {
  readonly row: Row<typeof HoldingRow>;
  /** Oldest first. */
  readonly liveClaims: readonly Claim[];
}

/** One transaction of the ledger. What it never writes it reads once; what it has written and holds locked, not again. */
export interface LedgerWork {
  readonly em: Em;
  readonly sha256: Sha256;
  readonly known: Map<HoldingId, KnownHolding>;
  app(id: AppId): Promise<App | undefined>;
  entitlement(id: EntitlementId): Promise<Entitlement | undefined>;
}

export function ledgerWork(em: Em, sha256: Sha256): LedgerWork {
  return {
    ...{ em, sha256, known: new Map() },
    app: readOnce(async (id) => (await appsWhere(em, { id }))[0]),
    entitlement: readOnce(async (id) => (await entitlementsWhere(em, { id }))[0]),
  };
}

function readOnce<Id, Thing>(read: (id: Id) => Promise<Thing>): (id: Id) => Promise<Thing> {
  const known = new Map<Id, Promise<Thing>>();
  return (id) => {
    const reading = known.get(id) ?? read(id);
    known.set(id, reading);
    return reading;
  };
}
