import { afterEach, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type DevServer, startDevServer } from '../../src/temporal/dev-server/start-dev-server.ts';
import { ensureTemporalBinary } from '../../src/temporal/dev-server/temporal-binary.ts';
import { freePort } from '../support/free-port.ts';
import { describeUnless } from '../support/skip.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const TEN_YEARS_S = 3650 * 86_400;

describeUnless(await whyNoTemporal(), 'the embedded Temporal server', () => {
  const started: DevServer[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
  });

  async function start(options: Partial<Parameters<typeof startDevServer>[0]> = {}): Promise<DevServer> {
    const { path } = await ensureTemporalBinary({ need: 'time-skipping', report: () => {} });
    const server = await startDevServer({ binary: path, port: await freePort(), ...options });
    started.push(server);
    return server;
  }

  async function asked<T>(server: DevServer, question: (client: Client) => Promise<T>): Promise<T> {
    const connection = await Connection.connect({ address: server.address });
    try {
      return await question(new Client({ connection }));
    } finally {
      await connection.close();
    }
  }

  it('keeps workflows in its file, and history for ten years', async () => {
    const dbFile = join(await tempFolder(), 'temporal.db');
    const first = await start({ dbFile });
    await asked(first, (client) => client.workflow.start('lease', { workflowId: 'lease', taskQueue: 'nobody' }));
    await first.stop();
    expect(await first.exited).toBe(0);

    const second = await start({ dbFile });
    const { status, retention } = await asked(second, async (client) => {
      const namespace = await client.workflowService.describeNamespace({ namespace: 'default' });
      const { name } = (await client.workflow.getHandle('lease').describe()).status;
      return { status: name, retention: Number(namespace.config?.workflowExecutionRetentionTtl?.seconds) };
    });
    expect({ status, retention }).toEqual({ status: 'RUNNING', retention: TEN_YEARS_S });
  });

  it('gives an existing file the search attributes that it lacks, and knows them at once', async () => {
    const dbFile = join(await tempFolder(), 'temporal.db');
    await (await start({ dbFile, searchAttributes: { TestState: 'Keyword' } })).stop();
    const server = await start({ dbFile, searchAttributes: { TestState: 'Keyword', TestEndsAt: 'DATETIME' } });
    const told = { TestState: ['held'], TestEndsAt: [new Date(0)] };
    const found = await asked(server, async (client) => {
      await client.workflow.start('lease', { workflowId: 'l', taskQueue: 'nobody', searchAttributes: told });
      return (await client.workflow.getHandle('l').describe()).searchAttributes;
    });
    expect(found).toEqual(told);
  });

  it('when its port is taken, says so in one sentence', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    try {
      await expect(start({ port })).rejects.toThrow(
        `The Temporal server cannot use port ${port}: another program listens there.`,
      );
    } finally {
      other.close();
    }
  });

  it('when its file is damaged, says so and leaves it as it is', async () => {
    const dbFile = join(await tempFolder(), 'temporal.db');
    writeFileSync(dbFile, 'this is no database, but somebody may still want it'.repeat(50));
    const before = readFileSync(dbFile);
    await expect(start({ dbFile })).rejects.toThrow(
      `The Temporal database ${dbFile} cannot be read (file is not a database); it was left as it is`,
    );
    expect(readFileSync(dbFile)).toEqual(before);
  });

  it('when the start is interrupted, leaves no server behind', async () => {
    const port = await freePort();
    const interrupted = AbortSignal.timeout(1);
    await expect(start({ port, signal: interrupted })).rejects.toThrow(/abort/);
    // The same port again: it would be refused if the first server still had it.
    expect((await start({ port })).address).toBe(`127.0.0.1:${port}`);
  });
});
