import type { AppId } from '../../domain/ids.ts';
import type { SwitchesStore, TakingsPause } from '../../ports/switches-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database, Em } from '../database.ts';
import { fromJson, type JsonOf, toJson } from '../rows.ts';
import { tables } from '../tables.ts';

/** Its row is there while all apps are frozen. */
export const ALL_FROZEN = 'all_frozen';
const TAKINGS_PAUSE = 'takings_pause';

export function createSwitchesStore(database: Database, appendFacts: AppendFacts): SwitchesStore {
  return {
    freeze: (app, frozen, facts) =>
      database.transact(async (em) => {
        const isNew = app === 'all' ? await freezeAll(em, frozen) : await freezeOne(em, app, frozen);
        if (isNew) await appendFacts(em, facts);
      }),

    isAllFrozen: () => tables.setting.has(database.em(), { key: ALL_FROZEN }),

    async takingsPause() {
      const row = await tables.setting.first(database.em(), { key: TAKINGS_PAUSE });
      return row === undefined ? undefined : fromJson(row.value as JsonOf<TakingsPause>);
    },

    setTakingsPause: (pause, facts) =>
      database.transact(async (em) => {
        await set(em, TAKINGS_PAUSE, pause === undefined ? undefined : toJson(pause));
        await appendFacts(em, facts);
      }),
  };
}

async function freezeOne(em: Em, id: AppId, frozen: boolean): Promise<boolean> {
  return (await tables.app.update(em, { id, frozen: !frozen }, { frozen })) > 0;
}

async function freezeAll(em: Em, frozen: boolean): Promise<boolean> {
  if (frozen) return tables.setting.insertNew(em, { key: ALL_FROZEN, value: 'yes' }, ['key']);
  return (await tables.setting.delete(em, { key: ALL_FROZEN })) > 0;
}

async function set(em: Em, key: string, value: string | undefined): Promise<void> {
  if (value === undefined) await tables.setting.remove(em, { key });
  else await tables.setting.upsert(em, [{ key, value }]);
}
