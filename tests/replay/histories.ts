import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const HISTORIES = fileURLToPath(new URL('./histories/', import.meta.url));

export interface StoredHistory {
  readonly workflowId: string;
  readonly history: unknown;
}

/** Every history that was ever stored, oldest first by name. None is removed: requests live for months. */
export async function storedHistories(): Promise<StoredHistory[]> {
  const files = (await readdir(HISTORIES)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => ({
      workflowId: basename(file, '.json'),
      history: JSON.parse(await readFile(join(HISTORIES, file), 'utf8')) as unknown,
    })),
  );
}
