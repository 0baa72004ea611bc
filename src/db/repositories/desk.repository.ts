import type { DeskStore } from '../../ports/desk-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database } from '../database.ts';
import { fromJson, nulled, plain, toJson } from '../rows.ts';
import { tables } from '../tables.ts';

export function createDeskStore(database: Database, appendFacts: AppendFacts): DeskStore {
  return {
    lookingAt: (requestId) => tables.looking.first(database.reader, { requestId }),

    look: (looking, facts) =>
      database.transact(async (tx) => {
        await tables.looking.upsert(tx, [looking]);
        await appendFacts(tx, facts);
      }),

    addLink: ({ lease, ...link }, forgotten, facts) =>
      database.transact(async (tx) => {
        const row = { ...nulled(link), lease: lease === undefined ? null : toJson(lease) };
        await tables.decisionLink.insert(tx, [row]);
        await tables.decisionLink.remove(tx, { expiresAt: { $lt: forgotten } });
        await appendFacts(tx, facts);
      }),

    async linkBy(hash) {
      const row = await tables.decisionLink.first(database.reader, { hash });
      if (row === undefined) return undefined;
      const { lease, ...link } = plain(row);
      return { ...link, lease: lease === undefined ? undefined : fromJson(lease) };
    },

    useLink: (hash, usedAt) =>
      database.transact(async (tx) => (await tables.decisionLink.update(tx, { hash, usedAt: null }, { usedAt })) === 1),
  };
}
