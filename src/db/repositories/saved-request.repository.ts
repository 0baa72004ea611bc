import type { SavedRequestStore } from '../../ports/saved-request-store.ts';
import type { Database } from '../database.ts';
import { fromJson, toJson } from '../rows.ts';
import { tables } from '../tables.ts';

export function createSavedRequestStore(database: Database): SavedRequestStore {
  return {
    async of(personId) {
      const rows = await tables.savedRequest.find(database.reader, { personId }, { orderBy: { name: 'asc' } });
      return rows.map((row) => ({ ...row, typed: fromJson(row.typed) }));
    },

    async keep({ typed, ...saved }) {
      await database.transact((tx) => tables.savedRequest.upsert(tx, [{ ...saved, typed: toJson(typed) }]));
    },

    async forget(personId, name) {
      await database.transact((tx) => tables.savedRequest.remove(tx, { personId, name }));
    },
  };
}
