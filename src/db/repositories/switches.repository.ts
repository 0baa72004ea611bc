import type { AppId } from '../../domain/ids.ts';
import type { SwitchesStore, TakingsPause } from '../../ports/switches-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Transaction } from '../connections.ts';
import type { Database } from '../database.ts';
import { fromJson, type JsonOf, toJson } from '../rows.ts';
import { tables } from '../tables.ts';

/** Its row is there while all apps are frozen. */
export const ALL_FROZEN = 'all_frozen';
const TAKINGS_PAUSE = 'takings_pause';

export function createSwitchesStore(database: Database, appendFacts: AppendFacts): SwitchesStore {
  return {
    freeze: (app, frozen, facts) =>
      database.transact(async (tx) => {
        const isNew = app === 'all' ? await freezeAll(tx, frozen) : await freezeOne(tx, app, frozen);
        if (isNew) await appendFacts(tx, facts);
      }),

    isAllFrozen: () => tables.setting.has(database.reader, { key: ALL_FROZEN }),

    async takingsPause() {
      const row = await tables.setting.first(database.reader, { key: TAKINGS_PAUSE });
      return row === undefined ? undefined : fromJson(row.value as JsonOf<TakingsPause>);
    },

    setTakingsPause: (pause, facts) =>
      database.transact(async (tx) => {
        await set(tx, TAKINGS_PAUSE, pause === undefined ? undefined : toJson(pause));
        await appendFacts(tx, facts);
      }),
  };
}

async function freezeOne(tx: Transaction, id: AppId, frozen: boolean): Promise<boolean> {
  return (await tables.app.update(tx, { id, frozen: !frozen }, { frozen })) > 0;
}

async function freezeAll(tx: Transaction, frozen: boolean): Promise<boolean> {
  if (frozen) return tables.setting.insertNew(tx, { key: ALL_FROZEN, value: 'yes' }, ['key']);
  return (await tables.setting.delete(tx, { key: ALL_FROZEN })) > 0;
}

async function set(tx: Transaction, key: string, value: string | undefined): Promise<void> {
  if (value === undefined) await tables.setting.remove(tx, { key });
  else await tables.setting.upsert(tx, [{ key, value }]);
}
