import { afterAll, describe } from '@jest/globals';
import { sha256 } from '../../src/config/keys.ts';
import type { DatabaseAddress } from '../../src/db/connections.ts';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { createStore } from '../../src/db/store.ts';
import type { Store } from '../../src/ports/store.ts';
import { testPostgres } from './postgres.ts';
import { testSqlite } from './sqlite.ts';

export interface OpenStore {
  readonly address: DatabaseAddress;
  readonly database: Database;
  readonly store: Store;
}

/** The address of a fresh, migrated database; `drop` is done when the file's tests are over. */
type NewAddress = () => Promise<DatabaseAddress>;

/** Tells the same stories on SQLite and on real PostgreSQL. */
export function onEachDatabase(
  title: string,
  stories: (open: () => Promise<OpenStore>, address: NewAddress) => void,
): void {
  describe.each(['sqlite', 'postgres'] as const)(`${title} (%s)`, (dialect) => {
    const cleanUps: (() => Promise<void>)[] = [];
    afterAll(async () => {
      for (const cleanUp of cleanUps.reverse()) await cleanUp();
    });
    const newAddress = async (): Promise<DatabaseAddress> => {
      const made = dialect === 'sqlite' ? await testSqlite() : await testPostgres();
      cleanUps.push(made.drop);
      return 'url' in made ? { kind: 'postgres', url: made.url, poolSize: 8 } : { kind: 'sqlite', file: made.file };
    };
    const open = async (): Promise<OpenStore> => {
      const address = await newAddress();
      const database = await openDatabase(address);
      cleanUps.push(database.close);
      return { address, database, store: createStore(database, sha256) };
    };
    stories(open, newAddress);
  });
}
