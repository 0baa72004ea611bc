import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../support/free-port.ts';
import { type TestDatabase, testPostgres } from '../support/postgres.ts';
import { describeUnless } from '../support/skip.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { eventually } from './eventually.ts';
import { aNamespace, npmRun, type Program } from './production.ts';

const launch = fileURLToPath(new URL('../../src/launch.mjs', import.meta.url));

const MINUTE = 60_000;

describeUnless(await whyNoTemporal(), 'server and worker alone, on PostgreSQL and a Temporal that was there', () => {
  let database: TestDatabase;
  let env: Record<string, string>;
  const started: Program[] = [];
  beforeAll(async () => {
    database = await testPostgres();
    const { address, namespace } = await aNamespace();
    env = {
      DATABASE_URL: database.url,
      LEASEHOLD_SECRET: 'the secret of an instance under test',
      LEASEHOLD_HOME: await tempFolder(),
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
    };
  }, MINUTE);
  afterEach(() => started.forEach((program) => program.kill()));
  afterAll(() => database.drop());

  const run = (name: string, port: Record<string, string> = {}): Program => {
    const program = npmRun(name, { ...env, ...port });
    started.push(program);
    return program;
  };
  const until = (program: Program, isReady: () => Promise<boolean>) =>
    eventually(async () => {
      const { exitCode, signalCode } = program.process;
      if (exitCode !== null || signalCode !== null) throw new Error(`ended early:\n${program.printed()}`);
      return isReady();
    });
  const answers = (port: number) =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
  /** As a container engine asks. */
  const isPolling = () =>
    promisify(execFile)(process.execPath, [launch, 'src/console/worker-health.ts'], {
      env: { PATH: process.env['PATH'], ...env },
    }).then(
      () => true,
      () => false,
    );

  it(
    'when both are up, then the server is ready and the worker polls; on SIGTERM both end well and leave nothing',
    async () => {
      const port = await freePort();
      const server = run('server', { PORT: `${port}` });
      const worker = run('worker');
      await until(server, async () => server.printed().includes('server is ready') && answers(port));
      await until(worker, async () => worker.printed().includes('worker is ready') && isPolling());
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
      expect(server.printed()).toMatch(/First admin: http:\S+\/setup\/lsh_/);

      server.process.kill('SIGTERM');
      worker.process.kill('SIGTERM');
      expect([await server.exitCode, await worker.exitCode]).toEqual([0, 0]);
      await eventually(() => !server.hasLeftSomething() && !worker.hasLeftSomething());
      expect(await answers(port)).toBe(false);
    },
    2 * MINUTE,
  );
});
