import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openChildLog } from '../../src/supervisor/child-log.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('the log of a child', () => {
  it('when it has grown large, becomes the previous one at the next start', async () => {
    const folder = await tempFolder();
    const file = join(folder, 'worker.log');
    writeFileSync(file, 'x'.repeat(6 * 1024 * 1024));
    const log = openChildLog(file);
    writeSync(log.descriptor, 'a new day\n');
    log.close();
    expect(readFileSync(file, 'utf8')).toBe('a new day\n');
    expect(existsSync(join(folder, 'worker.previous.log'))).toBe(true);
  });

  it('tells only what was written since the start', async () => {
    const file = join(await tempFolder(), 'worker.log');
    writeFileSync(file, 'yesterday\n');
    const log = openChildLog(file);
    writeSync(log.descriptor, 'today\n');
    log.close();
    expect(log.read()).toBe('today\n');
  });
});
