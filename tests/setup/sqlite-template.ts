import { DatabaseSync } from 'node:sqlite';
import { prepareTemplate } from './template.ts';

/** Makes `file` the SQLite database that tests copy, in one file: nothing of it is left in a write-ahead log. */
export async function createSqliteTemplate(file: string): Promise<string> {
  await prepareTemplate({ kind: 'sqlite', file });
  const database = new DatabaseSync(file);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  return file;
}
