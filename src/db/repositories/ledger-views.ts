import type { LedgerStore } from '../../ports/ledger-store.ts';
import type { Database } from '../database.ts';
import { AccountRow, ClaimRow, HoldingRow } from '../entities/ledger.entity.ts';
import { appsWhere } from './catalog.repository.ts';
import { claimOf, holdingOf } from './ledger-rows.ts';

type Views = Pick<
  LedgerStore,
  'claimsOf' | 'holdingOf' | 'appOf' | 'holdingsOfPerson' | 'claimsOverdue' | 'holdingsNotAsWanted'
>;

export function createLedgerViews(database: Database): Views {
  return {
    async claimsOf(holdingId) {
      return (await database.em().find(ClaimRow, { holdingId }, { orderBy: { since: 'asc' } })).map(claimOf);
    },

    async holdingOf(accountId, entitlementId) {
      const row = await database.em().findOne(HoldingRow, { accountId, entitlementId });
      return row === null ? undefined : holdingOf(row);
    },

    async appOf(holdingId) {
      const em = database.em();
      const holding = await em.findOne(HoldingRow, { id: holdingId });
      if (holding === null) return undefined;
      const { appId } = await em.findOneOrFail(AccountRow, { id: holding.accountId });
      return (await appsWhere(em, { id: appId }))[0];
    },

    async holdingsOfPerson(personId) {
      const em = database.em();
      const accounts = await em.find(AccountRow, { personId });
      const appIds = new Map(accounts.map(({ id, appId }) => [id, appId]));
      const rows = await em.find(HoldingRow, { accountId: { $in: [...appIds.keys()] } }, { orderBy: { id: 'asc' } });
      const ids = rows.map(({ id }) => id);
      const claims = await em.find(ClaimRow, { holdingId: { $in: ids } }, { orderBy: { since: 'asc' } });
      const byHolding = Map.groupBy(claims.map(claimOf), (claim) => claim.holdingId);
      return rows.flatMap((row) => {
        const appId = appIds.get(row.accountId);
        return appId === undefined ? [] : [{ ...holdingOf(row), appId, claims: byHolding.get(row.id) ?? [] }];
      });
    },

    async claimsOverdue(before, limit) {
      const where = { live: true, endsAt: { $lt: before } };
      return (await database.em().find(ClaimRow, where, { orderBy: { endsAt: 'asc', id: 'asc' }, limit })).map(claimOf);
    },

    async holdingsNotAsWanted(limit) {
      const rows = await database.em().find(HoldingRow, NOT_AS_WANTED, { orderBy: { id: 'asc' }, limit });
      return rows.map(holdingOf);
    },
  };
}

/**
 * A proof stands only beside a state that is as wanted. What nobody ever claimed (generation 0) was found in the app: it
 * is for people to adopt or remove, and not for the watchdog.
 */
const NOT_AS_WANTED = { proof: null, generation: { $gt: 0 } };
