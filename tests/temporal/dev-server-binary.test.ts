import { beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { builtBinary } from '../../src/temporal/dev-server/binary-cache.ts';
import { ensureTemporalBinary, NoTemporalServer } from '../../src/temporal/dev-server/temporal-binary.ts';
import { tempFolder } from '../support/temp-folder.ts';

async function aProgram(path: string, script: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return path;
}

const withServer = (version: string) => `echo "temporal version 1.9.9 (Server ${version}, UI 2.50.1)"`;

describe('the way to a Temporal binary', () => {
  let env: NodeJS.ProcessEnv;
  let bin: string;
  const find = (need: 'any' | 'time-skipping') => ensureTemporalBinary({ need, env, report: () => {} });
  beforeEach(async () => {
    const folder = await tempFolder();
    bin = join(folder, 'bin');
    env = { PATH: bin, XDG_CACHE_HOME: join(folder, 'cache') };
  });

  it('when one is on PATH, npm start takes it, however old it is', async () => {
    const path = await aProgram(join(bin, 'temporal'), withServer('1.27.2'));
    expect(await find('any')).toEqual({ path, source: 'path' });
  });

  it('when none is on PATH, npm start takes the one built before', async () => {
    const path = await aProgram(builtBinary(env), withServer('1.32.0'));
    expect(await find('any')).toEqual({ path, source: 'cache' });
  });

  it('when tests need to skip time, the one on PATH must be able to', async () => {
    const path = await aProgram(join(bin, 'temporal'), withServer('1.32.0'));
    expect(await find('time-skipping')).toEqual({ path, source: 'path' });
    await aProgram(path, withServer('1.31.9'));
    await expect(find('time-skipping')).rejects.toThrow(
      'the `temporal` on PATH has server 1.31.9, 1.32 or newer is needed',
    );
  });

  it('when there is nothing at all, says in one sentence what was tried and what to do', async () => {
    const nothing = find('time-skipping');
    await expect(nothing).rejects.toBeInstanceOf(NoTemporalServer);
    await expect(nothing).rejects.toThrow(
      'There is no Temporal server to start (none was built before; `temporal` is not on PATH; Go is not installed): ' +
        'install Go 1.26.8 or newer, or put a `temporal` with server 1.32 or newer on PATH.',
    );
  });

  it('when Go is too old for the module, says which one is needed', async () => {
    await aProgram(join(bin, 'go'), 'echo go1.22.1');
    await expect(find('time-skipping')).rejects.toThrow('Go 1.22.1 is too old, 1.26.8 or newer is needed');
  });

  it('when Go builds it, keeps it for the next time', async () => {
    await aProgram(
      join(bin, 'go'),
      `if [ "$1" = env ]; then echo go1.99.0; else echo built > "$5"; /bin/chmod 755 "$5"; fi`,
    );
    const path = builtBinary(env);
    expect(await find('time-skipping')).toEqual({ path, source: 'go' });
    expect(await find('time-skipping')).toEqual({ path, source: 'cache' });
  });

  it('when the Go build fails, leaves nothing in the cache and repeats its last line', async () => {
    await aProgram(
      join(bin, 'go'),
      `if [ "$1" = env ]; then echo go1.99.0; else echo "no space left on device" >&2; exit 1; fi`,
    );
    await expect(find('time-skipping')).rejects.toThrow('the Go build failed: no space left on device');
    await expect(find('time-skipping')).rejects.toThrow(NoTemporalServer);
  });
});
