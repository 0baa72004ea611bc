import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseAddress } from '../../src/db/connections.ts';
import { openDatabase } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';

// Less than the time of a test: a migration that waits for ever then fails every test at once, and not each after its time.
const PATIENCE_MS = 20_000;

/**
 * Makes what every test that asks for a database is given a copy of: an empty one of the newest version.
 * No connection may stay open: PostgreSQL refuses to copy a database in use.
 */
export async function prepareTemplate(address: DatabaseAddress): Promise<void> {
  const tooLong = delay(PATIENCE_MS, undefined, { ref: false }).then(() => {
    throw new Error(`the migrations of the ${address.kind} template did not end within ${PATIENCE_MS / 1000} s`);
  });
  await Promise.race([migrated(address), tooLong]);
}

async function migrated(address: DatabaseAddress): Promise<void> {
  const database = await openDatabase(address);
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
}
