import type { Account } from '../../domain/ledger/claim.ts';
import type { LedgerStore } from '../../ports/ledger-store.ts';
import type { Transaction } from '../connections.ts';
import type { Database } from '../database.ts';
import { nulled } from '../rows.ts';
import { tables } from '../tables.ts';
import { accountOf } from './ledger-rows.ts';

export function createAccountStore(database: Database): Pick<LedgerStore, 'accountOf' | 'accountsOf' | 'addAccount'> {
  return {
    async accountOf(appId, personId) {
      // By chance of the alphabet the words stand as wanted: active, missing, suspended.
      const order = { orderBy: { status: 'asc', id: 'asc' } } as const;
      const first = await tables.account.first(database.reader, { appId, personId }, order);
      return first === undefined ? undefined : accountOf(first);
    },

    accountsOf: async (personId) =>
      (await tables.account.find(database.reader, { personId }, { orderBy: { id: 'asc' } })).map(accountOf),

    addAccount: (account) =>
      database.transact(async (tx) => {
        const isNew = await tables.account.insertNew(tx, nulled(account), ['appId', 'externalId']);
        return isNew ? account : bringUpToDate(tx, account);
      }),
  };
}

async function bringUpToDate(tx: Transaction, { appId, externalId, personId, status }: Account): Promise<Account> {
  const where = { appId, externalId };
  if (personId !== undefined) await tables.account.set(tx, { ...where, personId: null }, { personId });
  await tables.account.set(tx, where, { status });
  const stored = await tables.account.first(tx, where);
  if (stored === undefined) throw new Error(`${externalId} of ${appId} was removed while it was added`);
  return accountOf(stored);
}
