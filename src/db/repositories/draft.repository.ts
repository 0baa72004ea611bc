import type { DraftStore } from '../../ports/draft-store.ts';
import type { Database } from '../database.ts';
import { fromJson, toJson } from '../rows.ts';
import { tables } from '../tables.ts';

export function createDraftStore(database: Database): DraftStore {
  return {
    async keep({ typed, ...draft }, now) {
      await database.transact(async (tx) => {
        await tables.draft.upsert(tx, [{ ...draft, typed: toJson(typed) }]);
        await tables.draft.remove(tx, { expiresAt: { $lt: now } });
      });
    },

    async byId(id, personId) {
      const row = await tables.draft.first(database.reader, { id, personId });
      return row === undefined ? undefined : { ...row, typed: fromJson(row.typed) };
    },
  };
}
