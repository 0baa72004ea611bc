import type { Sha256 } from '../domain/audit/chain.ts';
import { StartProblem } from '../ports/start-problem.ts';
import type { Store } from '../ports/store.ts';
import type { DatabaseAddress } from './connections.ts';
import { type Database, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { createStore } from './store.ts';

/** The database, at the schema of this version, or one sentence that says why not. */
export async function openStore(address: DatabaseAddress, sha256: Sha256): Promise<Store> {
  let database: Database | undefined;
  try {
    database = await openDatabase(address);
    await migrate(database);
    return createStore(database, sha256);
  } catch (error) {
    await database?.close();
    throw error instanceof StartProblem ? error : new StartProblem(sentence(address, error));
  }
}

const CORRUPT = /file is not a database|malformed|disk image/i;

function sentence(address: DatabaseAddress, error: unknown): string {
  const why = (error instanceof Error ? error.message : String(error)).split('\n')[0];
  if (address.kind === 'postgres') {
    return `PostgreSQL cannot be used (${why}). Nothing was changed. Check DATABASE_URL, and that the server runs and lets this user in.`;
  }
  if (CORRUPT.test(String(error))) {
    return `${address.file} is not a readable database (${why}). It was left as it is. Restore it from a backup, or move it away to start empty.`;
  }
  return `${address.file} cannot be opened (${why}). Nothing was changed.`;
}
