import type { Account } from '../../domain/ledger/claim.ts';
import type { LedgerStore } from '../../ports/ledger-store.ts';
import type { Database, Em } from '../database.ts';
import { AccountRow } from '../entities/ledger.entity.ts';
import { nulled } from '../rows.ts';
import { accountOf, fresh } from './ledger-rows.ts';

export function createAccountStore(database: Database): Pick<LedgerStore, 'accountOf' | 'addAccount'> {
  return {
    async accountOf(appId, personId) {
      // By chance of the alphabet the words stand as wanted: active, missing, suspended.
      const order = { orderBy: { status: 'asc', id: 'asc' } } as const;
      const [first] = await database.em().find(AccountRow, { appId, personId }, { ...order, limit: 1 });
      return first === undefined ? undefined : accountOf(first);
    },

    addAccount: (account) =>
      database.transact(async (em) => {
        const insert = em.createQueryBuilder(AccountRow).insert(nulled(account));
        const { affectedRows } = await insert.onConflict(['appId', 'externalId']).ignore().execute();
        return affectedRows === 1 ? account : bringUpToDate(em, account);
      }),
  };
}

async function bringUpToDate(em: Em, { appId, externalId, personId, status }: Account): Promise<Account> {
  const where = { appId, externalId };
  if (personId !== undefined) await em.nativeUpdate(AccountRow, { ...where, personId: null }, { personId });
  await em.nativeUpdate(AccountRow, where, { status });
  return accountOf(await em.findOneOrFail(AccountRow, where, fresh));
}
