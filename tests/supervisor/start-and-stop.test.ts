import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import { anInstallation, type Installation } from './installation.ts';

const TEN_SECONDS = 10_000;

describe('npm start', () => {
  let installation: Installation;
  beforeEach(async () => {
    installation = await anInstallation();
  });
  afterEach(() => installation.end());

  /** What is ready is the server: a worker that is asked to stop while it starts has nothing to drain, and says nothing. */
  const workerRuns = () => installation.events().includes('worker started');

  it('when Ctrl-C comes, stops server, worker and Temporal in this order and leaves nothing behind', async () => {
    const run = installation.start();
    const { processes } = await run.untilReady();
    expect(processes.map(({ name }) => name)).toEqual(['server', 'worker', 'Temporal server', 'Temporal process']);
    expect(run.printed()).toContain(`http://127.0.0.1:${installation.port}/api/v1/docs`);
    expect(run.printed()).toMatch(/Temporal for the server: 127\.0\.0\.1:\d+/);
    await eventually(workerRuns);

    const asked = performance.now();
    run.process.kill('SIGINT');
    expect(await run.exitCode).toBe(0);
    expect(performance.now() - asked).toBeLessThan(TEN_SECONDS);
    expect(installation.events().slice(-3)).toEqual(['server stopped', 'worker stopped', 'Temporal stopped']);
    expect(installation.survivors()).toEqual([]);
    expect(existsSync(join(installation.home, 'running.json'))).toBe(false);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('stops as cleanly on %s', async (signal) => {
    const run = installation.start();
    await run.untilReady();
    run.process.kill(signal);
    expect(await run.exitCode).toBe(0);
    expect(installation.survivors()).toEqual([]);
  });

  it('ends a child that does not drain when its share of the ten seconds is over', async () => {
    const run = installation.start({ server: ['server.ts', 'stubborn'] });
    await run.untilReady();
    await eventually(workerRuns);
    const asked = performance.now();
    run.process.kill('SIGINT');
    expect(await run.exitCode).toBe(0);
    expect(performance.now() - asked).toBeLessThan(TEN_SECONDS);
    expect(installation.events().slice(-2)).toEqual(['worker stopped', 'Temporal stopped']);
    expect(installation.survivors()).toEqual([]);
  });

  it('when Ctrl-C is pressed again, waits for nobody', async () => {
    const stubborn = { temporal: ['temporal.ts', 'stubborn'], worker: ['worker.ts', 'stubborn'] };
    const run = installation.start({ ...stubborn, server: ['server.ts', 'stubborn'] });
    await run.untilReady();
    const asked = performance.now();
    await eventually(() => !run.process.kill('SIGINT') || run.process.exitCode !== null);
    expect(await run.exitCode).toBe(0);
    // The shares of the three children together are far more.
    expect(performance.now() - asked).toBeLessThan(TEN_SECONDS / 2);
    expect(installation.survivors()).toEqual([]);
  });

  it('when Ctrl-C comes during the start, stops what was started', async () => {
    const run = installation.start({ server: ['server.ts', 'never-ready'] });
    await run.untilPrinted(/Temporal for the server/);
    installation.running();
    run.process.kill('SIGINT');
    expect(await run.exitCode).toBe(0);
    expect(installation.survivors()).toEqual([]);
  });

  it('when the port is taken, uses the next free one and says so', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(installation.port, '127.0.0.1', resolve));
    try {
      const run = installation.start();
      const { ports } = await run.untilReady();
      expect(ports?.['app']).toBeGreaterThan(installation.port);
      expect(run.printed()).toContain(
        `Port ${installation.port} is taken by another program: the app uses ${ports?.['app']} instead.`,
      );
    } finally {
      other.close();
    }
  });

  it('when a variable is wrong, says so in one line and starts nothing', async () => {
    const wrong = await anInstallation({ PORT: 'many' });
    const run = wrong.start();
    expect(await run.exitCode).toBe(1);
    expect(run.printed().trim()).toMatch(/^PORT .*Example: PORT=3000$/);
    expect(existsSync(wrong.home)).toBe(false);
  });
});
