import type { Sha256 } from '../../domain/audit/chain.ts';
import type { App } from '../../domain/catalog/app.ts';
import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import type { AccountId, AppId, EntitlementId, HoldingId } from '../../domain/ids.ts';
import type { Account, Claim } from '../../domain/ledger/claim.ts';
import type { Transaction } from '../connections.ts';
import type { HoldingRow } from '../entities/ledger.entity.ts';
import type { Row } from '../rows.ts';
import { tables } from '../tables.ts';
import { appsWhere, entitlementsWhere } from './catalog.repository.ts';
import { accountOf } from './ledger-rows.ts';

export interface KnownHolding {
  readonly row: Row<typeof HoldingRow>;
  /** Oldest first. */
  readonly liveClaims: readonly Claim[];
}

/**
 * One transaction of the ledger. What it never writes it reads once, and who asks in the same moment as for something else
 * need not wait for it; what it has written and holds locked is not read again.
 */
export interface LedgerWork {
  readonly tx: Transaction;
  readonly sha256: Sha256;
  readonly known: Map<HoldingId, KnownHolding>;
  app(id: AppId): Promise<App | undefined>;
  entitlement(id: EntitlementId): Promise<Entitlement | undefined>;
  account(id: AccountId): Promise<Account | undefined>;
}

export function ledgerWork(tx: Transaction, sha256: Sha256): LedgerWork {
  return {
    ...{ tx, sha256, known: new Map() },
    app: readOnce(async (id) => (await appsWhere(tx, { id }))[0]),
    entitlement: readOnce(async (id) => (await entitlementsWhere(tx, { id }))[0]),
    account: readOnce(async (id) => {
      const row = await tables.account.first(tx, { id });
      return row === undefined ? undefined : accountOf(row);
    }),
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
