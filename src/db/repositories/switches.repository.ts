import type { SwitchesStore, TakingsPause } from '../../ports/switches-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database, Em } from '../database.ts';
import { AppRow } from '../entities/catalog.entity.ts';
import { SettingRow } from '../entities/record.entity.ts';
import { fromJson, type JsonOf, toJson } from '../rows.ts';

const ALL_FROZEN = 'all_frozen';
const TAKINGS_PAUSE = 'takings_pause';

export function createSwitchesStore(database: Database, appendFacts: AppendFacts): SwitchesStore {
  return {
    freeze: (app, frozen, facts) =>
      database.transact(async (em) => {
        if (app === 'all') await set(em, ALL_FROZEN, frozen ? 'yes' : undefined);
        else await em.nativeUpdate(AppRow, { id: app }, { frozen });
        await appendFacts(em, facts);
      }),

    async takingsPause() {
      const row = await database.em().findOne(SettingRow, { key: TAKINGS_PAUSE });
      return row === null ? undefined : fromJson(row.value as JsonOf<TakingsPause>);
    },

    setTakingsPause: (pause, facts) =>
      database.transact(async (em) => {
        await set(em, TAKINGS_PAUSE, pause === undefined ? undefined : toJson(pause));
        await appendFacts(em, facts);
      }),
  };
}

export async function isAllFrozen(em: Em): Promise<boolean> {
  return (await em.count(SettingRow, { key: ALL_FROZEN })) > 0;
}

async function set(em: Em, key: string, value: string | undefined): Promise<void> {
  if (value === undefined) await em.nativeDelete(SettingRow, { key });
  else await em.upsert(SettingRow, { key, value });
}
