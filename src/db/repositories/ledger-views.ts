import type { LedgerStore } from '../../ports/ledger-store.ts';
import type { Database } from '../database.ts';
import { tables } from '../tables.ts';
import { appsWhere } from './catalog.repository.ts';
import { claimOf, holdingOf } from './ledger-rows.ts';

type Views = Pick<
  LedgerStore,
  'claimsOf' | 'holdingOf' | 'appOf' | 'holdingsOfPerson' | 'claimsOverdue' | 'holdingsNotAsWanted'
>;

export function createLedgerViews(database: Database): Views {
  return {
    async claimsOf(holdingId) {
      return (await tables.claim.find(database.reader, { holdingId }, { orderBy: { since: 'asc' } })).map(claimOf);
    },

    async holdingOf(accountId, entitlementId) {
      const row = await tables.holding.first(database.reader, { accountId, entitlementId });
      return row === undefined ? undefined : holdingOf(row);
    },

    async appOf(holdingId) {
      const db = database.reader;
      const holding = await tables.holding.first(db, { id: holdingId }, { only: ['accountId'] });
      if (holding === undefined) return undefined;
      const account = await tables.account.first(db, { id: holding.accountId }, { only: ['appId'] });
      return account === undefined ? undefined : (await appsWhere(db, { id: account.appId }))[0];
    },

    async holdingsOfPerson(personId) {
      const db = database.reader;
      const accountId = tables.account.those('id', { personId });
      const holdingId = tables.holding.those('id', { accountId });
      const [accounts, rows, claims] = await Promise.all([
        tables.account.find(db, { personId }, { only: ['id', 'appId'] }),
        tables.holding.find(db, { accountId }, { orderBy: { id: 'asc' } }),
        tables.claim.find(db, { holdingId }, { orderBy: { since: 'asc' } }),
      ]);
      const appIds = new Map(accounts.map(({ id, appId }) => [id, appId]));
      const byHolding = Map.groupBy(claims.map(claimOf), (claim) => claim.holdingId);
      return rows.flatMap((row) => {
        const appId = appIds.get(row.accountId);
        return appId === undefined ? [] : [{ ...holdingOf(row), appId, claims: byHolding.get(row.id) ?? [] }];
      });
    },

    async claimsOverdue(before, limit, after) {
      const where = { live: true, endsAt: { $lt: before }, ...past(after) };
      return (await tables.claim.find(database.reader, where, { orderBy: { id: 'asc' }, limit })).map(claimOf);
    },

    async holdingsNotAsWanted(limit, after) {
      const where = { ...NOT_AS_WANTED, ...past(after) };
      const rows = await tables.holding.find(database.reader, where, { orderBy: { id: 'asc' }, limit });
      return rows.map(holdingOf);
    },
  };
}

function past<Id extends string>(after: Id | undefined) {
  return after === undefined ? {} : { id: { $gt: after } };
}

/**
 * A proof stands only beside a state that is as wanted. What nobody ever claimed (generation 0) was found in the app: it
 * is for people to adopt or remove, and not for the watchdog.
 */
const NOT_AS_WANTED = { proof: null, generation: { $gt: 0 } };
