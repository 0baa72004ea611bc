import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fromRunner } from './house.ts';

/** An empty folder, gone when the run is over. */
export function tempFolder(): Promise<string> {
  return mkdtemp(join(fromRunner('TEST_HOUSE_FOLDER'), 'folder-'));
}
