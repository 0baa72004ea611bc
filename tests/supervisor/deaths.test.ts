import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { signalProcess } from '../../src/supervisor/process-identity.ts';
import type { Running } from '../../src/supervisor/running-file.ts';
import { eventually } from './eventually.ts';
import { anInstallation, type Installation } from './installation.ts';

function named(running: Running | undefined, name: string) {
  return running?.processes.find((one) => one.name === name);
}

describe('a process that dies', () => {
  let installation: Installation;
  beforeEach(async () => {
    installation = await anInstallation();
  });
  afterEach(() => installation.end());

  it('when the supervisor is killed, its children notice and end by themselves', async () => {
    const run = installation.start();
    await run.untilReady();
    run.process.kill('SIGKILL');
    await eventually(() => installation.survivors().length === 0);
    expect(
      installation
        .events()
        .filter((event) => event.endsWith('stopped'))
        .toSorted(),
    ).toEqual(['Temporal stopped', 'server stopped', 'worker stopped']);
  });

  it('when supervisor and guardian are killed at once, the next start ends the Temporal that was left', async () => {
    const first = installation.start();
    const running = await first.untilReady();
    const guardian = named(running, 'Temporal server');
    const temporal = named(running, 'Temporal process');
    if (guardian === undefined || temporal === undefined) throw new Error('not recorded');
    first.process.kill('SIGSTOP');
    signalProcess(guardian, 'SIGKILL');
    first.process.kill('SIGKILL');
    await eventually(() => installation.survivors().every(({ pid }) => pid === temporal.pid));
    expect(installation.survivors()).toHaveLength(1);

    const second = installation.start();
    await second.untilReady();
    expect(second.printed()).toContain(`Ending the Temporal process (process ${temporal.pid})`);
    expect(installation.survivors().map(({ pid }) => pid)).not.toContain(temporal.pid);
  });

  it.each(['worker', 'server', 'Temporal server'])('when the %s is killed, it is started again', async (name) => {
    const run = installation.start();
    const before = named(await run.untilReady(), name);
    if (before === undefined) throw new Error('not recorded');
    signalProcess(before, 'SIGKILL');
    await run.untilPrinted(new RegExp(`The ${name} ended unexpectedly \\(signal SIGKILL\\) and is started again`));
    const after = await eventually(() => named(installation.running(), name));
    expect(after.pid).not.toBe(before.pid);
  });

  it('when a child cannot start, shows its one sentence and stops the rest', async () => {
    const run = installation.start({ worker: ['failing.ts'] });
    expect(await run.exitCode).toBe(1);
    installation.running();
    expect(run.printed().trim().split('\n').at(-1)).toBe(
      'The database is newer than this version of Leasehold. Nothing was changed. Install the newer version.',
    );
    expect(installation.events()).toContain('Temporal stopped');
    expect(installation.survivors()).toEqual([]);
  });

  it('when a child dies five times in a row, gives up, says why and stops the rest', async () => {
    const run = installation.start({ worker: ['failing.ts', 'later'] });
    const worker = named(await run.untilReady(), 'worker');
    if (worker === undefined) throw new Error('not recorded');
    signalProcess(worker, 'SIGKILL');
    expect(await run.exitCode).toBe(1);
    expect(run.printed()).toContain('    The database is newer than this version of Leasehold.');
    expect(run.printed()).toMatch(/The worker ended 5 times in a row .* so everything is stopped/);
    expect(installation.events().slice(-2)).toEqual(['server stopped', 'Temporal stopped']);
    expect(installation.survivors()).toEqual([]);
  });
});
