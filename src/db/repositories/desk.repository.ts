import type { DeskStore } from '../../ports/desk-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database } from '../database.ts';
import { fromJson, nulled, plain, toJson } from '../rows.ts';
import { tables } from '../tables.ts';

export function createDeskStore(database: Database, appendFacts: AppendFacts): DeskStore {
  return {
    lookingAt: (requestId) => tables.looking.first(database.em(), { requestId }),

    look: (looking, facts) =>
      database.transact(async (em) => {
        await tables.looking.upsert(em, [looking]);
        await appendFacts(em, facts);
      }),

    addLink: ({ lease, ...link }, forgotten, facts) =>
      database.transact(async (em) => {
        const row = { ...nulled(link), lease: lease === undefined ? null : toJson(lease) };
        await tables.decisionLink.insert(em, [row]);
        await tables.decisionLink.remove(em, { expiresAt: { $lt: forgotten } });
        await appendFacts(em, facts);
      }),

    async linkBy(hash) {
      const row = await tables.decisionLink.first(database.em(), { hash });
      if (row === undefined) return undefined;
      const { lease, ...link } = plain(row);
      return { ...link, lease: lease === undefined ? undefined : fromJson(lease) };
    },

    useLink: (hash, usedAt) =>
      database.transact(async (em) => (await tables.decisionLink.update(em, { hash, usedAt: null }, { usedAt })) === 1),
  };
}
