import type { Sha256 } from '../../domain/audit/chain.ts';
import { type Id, type IdKind, idFromBytes } from '../../domain/ids.ts';
import type { Account, Actual, Claim, Holding, Wanted } from '../../domain/ledger/claim.ts';
import type { AccountRow, ClaimRow, HoldingRow } from '../entities/ledger.entity.ts';
import { fromJson, plain, type Row } from '../rows.ts';

/** The same id for the same thing: whoever adds it again after a lost answer finds it. */
export function idOfText<K extends IdKind>(sha256: Sha256, kind: K, text: string): Id<K> {
  return idFromBytes(kind, Buffer.from(sha256(`${kind} ${text}`), 'hex'));
}

export function holdingOf(row: Row<typeof HoldingRow>): Holding {
  const { id, accountId, entitlementId, generation, proof } = plain(row);
  return {
    ...{ id, accountId, entitlementId, generation },
    wanted: wantedOfRow(row),
    actual: actualOf(row),
    proof: proof === undefined ? undefined : fromJson(proof),
  };
}

function wantedOfRow({ wanted, wantedLevel }: Row<typeof HoldingRow>): Wanted {
  return wanted ? { held: true, level: wantedLevel ?? undefined } : { held: false };
}

function actualOf({ actual, actualLevel }: Row<typeof HoldingRow>): Actual {
  return actual === 'present' ? { seen: actual, level: actualLevel ?? undefined } : { seen: actual };
}

export function wantedColumns(wanted: Wanted) {
  return { wanted: wanted.held, wantedLevel: (wanted.held ? wanted.level : undefined) ?? null };
}

export function actualColumns(actual: Actual) {
  return { actual: actual.seen, actualLevel: (actual.seen === 'present' ? actual.level : undefined) ?? null };
}

export function claimOf({ since: _, ...row }: Row<typeof ClaimRow>): Claim {
  return { ...plain(row), fields: fromJson(row.fields), supersedes: fromJson(row.supersedes) };
}

export function accountOf(row: Row<typeof AccountRow>): Account {
  return plain(row);
}
