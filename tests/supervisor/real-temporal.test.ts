import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signalProcess } from '../../src/supervisor/process-identity.ts';
import { ensureTemporalBinary } from '../../src/temporal/dev-server/temporal-binary.ts';
import { describeUnless } from '../support/skip.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { eventually } from './eventually.ts';
import type { StandIns } from './fixtures/supervisor.ts';
import { anInstallation, type Installation, type Run } from './installation.ts';
import { listeningSockets } from './listening.ts';

const guardian = fileURLToPath(new URL('../../src/supervisor/temporal-guardian.ts', import.meta.url));

async function withTemporal(): Promise<Partial<StandIns>> {
  const { path } = await ensureTemporalBinary({ need: 'time-skipping', report: () => {} });
  return { temporal: [guardian], binary: path };
}

async function clientOf(run: Run): Promise<Client> {
  const [, address = ''] = await run.untilPrinted(/Temporal for the server: (\S+)/);
  return new Client({ connection: await Connection.connect({ address }) });
}

const isNew = (name: string, pid: number, old: number) => name === 'Temporal process' && pid !== old;

const noTemporal = await whyNoTemporal();

describeUnless(noTemporal, 'npm start with its own Temporal', () => {
  let installation: Installation;
  let programs: Partial<StandIns>;
  beforeEach(async () => {
    installation = await anInstallation();
    programs = await withTemporal();
  });
  afterEach(() => installation.end());

  it('when it is stopped and started again, goes on with the workflows it had', async () => {
    const first = installation.start(programs);
    await first.untilReady();
    const before = await clientOf(first);
    await before.workflow.start('lease', { workflowId: 'lease-1', taskQueue: 'nobody' });
    await before.connection.close();

    const asked = performance.now();
    first.process.kill('SIGINT');
    expect(await first.exitCode).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(installation.survivors()).toEqual([]);

    const second = installation.start(programs);
    await second.untilReady();
    const after = await clientOf(second);
    expect((await after.workflow.getHandle('lease-1').describe()).status.name).toBe('RUNNING');
    await after.connection.close();
  });

  it('when the supervisor is killed, Temporal ends too', async () => {
    const run = installation.start(programs);
    expect((await run.untilReady()).processes).toHaveLength(4);
    run.process.kill('SIGKILL');
    await eventually(() => installation.survivors().length === 0);
  });

  it('when Temporal dies, it is started again on the same file and port', async () => {
    const run = installation.start(programs);
    const before = (await run.untilReady()).processes.find(({ name }) => name === 'Temporal process');
    if (before === undefined) throw new Error('not recorded');
    const client = await clientOf(run);
    await client.workflow.start('lease', { workflowId: 'lease-2', taskQueue: 'nobody' });
    signalProcess(before, 'SIGKILL');
    await run.untilPrinted(/The Temporal server ended unexpectedly/);
    await eventually(() => installation.running()?.processes.some(({ name, pid }) => isNew(name, pid, before.pid)));
    expect((await client.workflow.getHandle('lease-2').describe()).status.name).toBe('RUNNING');
    await client.connection.close();
  });

  it('when its database is damaged, says so in one sentence and leaves it as it is', async () => {
    const file = join(installation.home, 'temporal.db');
    mkdirSync(installation.home);
    writeFileSync(file, 'not a database'.repeat(500));
    const before = readFileSync(file);
    const run = installation.start(programs);
    expect(await run.exitCode).toBe(1);
    expect(run.printed().trim()).toMatch(/^The Temporal database .* cannot be read .*; it was left as it is: .*\.$/);
    expect(readFileSync(file)).toEqual(before);
  });
});

const noProc = process.platform === 'linux' ? undefined : 'needs /proc to see who listens';

describeUnless(noTemporal ?? noProc, 'npm start on a network', () => {
  it('listens on loopback only', async () => {
    const installation = await anInstallation();
    try {
      const run = installation.start(await withTemporal());
      const { processes, supervisor } = await run.untilReady();
      const sockets = listeningSockets([supervisor.pid, ...processes.map(({ pid }) => pid)]);
      expect(sockets.all).toBeGreaterThan(3);
      expect(sockets.beyondLoopback).toEqual([]);
    } finally {
      await installation.end();
    }
  });
});
