import { HOUR } from '../../domain/time.ts';
import type { Workspace, WorkspaceStore } from '../../ports/workspace-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database } from '../database.ts';
import { nulled, plain } from '../rows.ts';
import { tables } from '../tables.ts';

/** Slack gives up telling an event long before. */
const REMEMBERED = 2 * HOUR;

export function createWorkspaceStore(database: Database, appendFacts: AppendFacts): WorkspaceStore {
  return {
    async byId(id) {
      const row = await tables.workspace.first(database.reader, { id });
      return row === undefined ? undefined : plain(row);
    },

    live: async () => {
      const rows = await tables.workspace.find(database.reader, { endedAt: null }, { orderBy: { id: 'asc' } });
      return rows.map((row): Workspace => plain(row));
    },

    install: (workspace, facts) =>
      database.transact(async (tx) => {
        const before = await tables.workspace.first(tx, { id: workspace.id });
        const { alertChannel = null, reviewChannel = null } = before ?? {};
        await tables.workspace.upsert(tx, [{ ...nulled(workspace), alertChannel, reviewChannel }]);
        await appendFacts(tx, facts);
      }),

    setChannels: (id, { alertChannel = null, reviewChannel = null }, facts) =>
      database.transact(async (tx) => {
        await tables.workspace.set(tx, { id }, { alertChannel, reviewChannel });
        await appendFacts(tx, facts);
      }),

    end: (id, endedAt, facts) =>
      database.transact(async (tx) => {
        const ended = await tables.workspace.update(tx, { id, endedAt: null }, { endedAt, sealedToken: null });
        if (ended === 0) return false;
        await tables.message.set(tx, { workspaceId: id }, { state: 'gone' });
        await appendFacts(tx, facts);
        return true;
      }),

    hear: (id, at) =>
      database.transact(async (tx) => {
        const isNew = await tables.heardEvent.insertNew(tx, { id, at }, ['id']);
        if (isNew) await tables.heardEvent.remove(tx, { at: { $lt: at - REMEMBERED } });
        return isNew;
      }),
  };
}
