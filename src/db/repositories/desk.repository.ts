import type { DeskStore } from '../../ports/desk-store.ts';
import type { Database } from '../database.ts';
import { fromJson, nulled, plain, toJson } from '../rows.ts';
import { tables } from '../tables.ts';

export function createDeskStore(database: Database): DeskStore {
  return {
    lookingAt: (requestId) => tables.looking.first(database.em(), { requestId }),

    async look(looking) {
      await database.transact((em) => tables.looking.upsert(em, [looking]));
    },

    async addLink({ lease, ...link }, now) {
      await database.transact(async (em) => {
        const row = { ...nulled(link), lease: lease === undefined ? null : toJson(lease) };
        await tables.decisionLink.insert(em, [row]);
        await tables.decisionLink.delete(em, { expiresAt: { $lt: now } });
      });
    },

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
