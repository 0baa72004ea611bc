import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { askHouse } from './house.ts';
import { tempFolder } from './temp-folder.ts';

export interface TestFile {
  readonly file: string;
  drop(): Promise<void>;
}

/** A migrated, empty SQLite database of one's own. */
export async function testSqlite(): Promise<TestFile> {
  const folder = await tempFolder();
  const file = join(folder, 'test.db');
  await copyFile(await askHouse<string>('sqliteTemplate'), file);
  return { file, drop: () => rm(folder, { recursive: true, force: true }) };
}
