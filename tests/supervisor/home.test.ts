import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isRunning } from '../../src/supervisor/process-identity.ts';
import { writeRunning } from '../../src/supervisor/running-file.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { anInstallation, type Installation } from './installation.ts';

describe('the folder of an installation', () => {
  let installation: Installation;
  beforeEach(async () => {
    installation = await anInstallation();
  });
  afterEach(() => installation.end());

  it('when it is in use, the second start says by whom, since when and where, and changes nothing', async () => {
    const first = installation.start();
    const running = await first.untilReady();
    const second = installation.start();
    expect(await second.exitCode).toBe(1);
    expect(second.printed()).toContain(
      `process ${first.process.pid}, since ${running.since}, at http://127.0.0.1:${installation.port}.`,
    );
    expect(installation.running()).toEqual(running);
  });

  it('when several start at the same moment, exactly one gets it', async () => {
    const runs = Array.from({ length: 4 }, () => installation.start());
    const first = await Promise.any(runs.map((run) => run.untilPrinted(/Leasehold is running/).then(() => run)));
    const others = runs.filter((run) => run !== first);
    expect(await Promise.all(others.map((run) => run.exitCode))).toEqual([1, 1, 1]);
    for (const other of others) expect(other.printed()).toMatch(/has just begun|runs already/);
    expect(installation.events().filter((event) => event === 'server started')).toHaveLength(1);
  });

  it('when its holder was killed, the next start takes it over', async () => {
    const first = installation.start();
    await first.untilReady();
    first.process.kill('SIGKILL');
    await first.exitCode;
    const second = installation.start();
    expect((await second.untilReady()).supervisor.pid).toBe(second.process.pid);
  });

  it('when a recorded pid belongs to another program by now, that one is left alone', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const identity = identify(stranger.pid ?? -1);
    if (identity === undefined) throw new Error('the stranger did not start');
    try {
      mkdirSync(installation.home);
      const earlier = { pid: identity.pid, started: 'before that' };
      const processes = [{ name: 'worker', ...earlier }];
      writeRunning(installation.home, { supervisor: earlier, since: '2026-01-01T00:00:00Z', processes });
      const run = installation.start();
      await run.untilReady();
      expect(run.printed()).not.toContain('Ending');
      expect(isRunning(identity)).toBe(true);
    } finally {
      stranger.kill('SIGKILL');
    }
  });

  it('when it cannot be written, says so in one sentence', async () => {
    const file = join(await tempFolder(), 'file');
    writeFileSync(file, '');
    const blocked = await anInstallation({ LEASEHOLD_HOME: join(file, 'home') });
    const run = blocked.start();
    expect(await run.exitCode).toBe(1);
    expect(run.printed().trim()).toMatch(
      /^The folder for Leasehold's state, .* cannot be written \(ENOTDIR\): .*LEASEHOLD_HOME\.$/,
    );
  });
});
