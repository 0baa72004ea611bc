import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { noAnswer, portTaken, refusedOptionalFlag, whyItDidNotStart } from './dev-server-failure.ts';
import { DEFAULT_NAMESPACE, type DevServerOptions, LOOPBACK } from './dev-server-flags.ts';
import { type DevServerProcess, spawnDevServer } from './dev-server-process.ts';
import { addMissingSearchAttributes, keepHistoryForYears } from './namespace-setup.ts';

export interface DevServer {
  readonly address: string;
  readonly uiUrl: string | undefined;
  readonly pid: number;
  stop(): Promise<void>;
  readonly exited: Promise<number | null>;
}

/** A slow disk needs a while to load 150 MB of server the first time. */
const START_S = 40;
const POLL_MS = 25;

/** Resolves when workflows can be started; otherwise throws an Error with one sentence, and no process is left. */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  await refuseTakenPorts(options);
  const without: string[] = [];
  let isSecond = false;
  for (;;) {
    const server = await spawnDevServer(options, without);
    try {
      const isNews = await untilUsable(server, options);
      if (!isNews || isSecond) return describe(server, options);
      isSecond = true;
      await server.stop();
    } catch (error) {
      await server.stop();
      const refused = refusedOptionalFlag(server.output());
      if (refused === undefined || without.includes(refused)) throw error;
      without.push(refused);
    }
  }
}

function describe(server: DevServerProcess, { port, uiPort }: DevServerOptions): DevServer {
  const uiUrl = uiPort === undefined ? undefined : `http://${LOOPBACK}:${uiPort}`;
  return { address: `${LOOPBACK}:${port}`, uiUrl, pid: server.pid, stop: server.stop, exited: server.exited };
}

/** True: what it was told is known to it from its next start on. */
async function untilUsable(server: DevServerProcess, options: DevServerOptions): Promise<boolean> {
  const end = new AbortController();
  const signal = AbortSignal.any([end.signal, ...(options.signal ? [options.signal] : [])]);
  try {
    return await Promise.race([
      prepare(options, signal),
      server.exited.then(() => Promise.reject(new Error(whyItDidNotStart(server.output(), options)))),
      delay(START_S * 1000, undefined, { signal }).then(() => Promise.reject(new Error(noAnswer(START_S, options)))),
    ]);
  } finally {
    end.abort();
  }
}

async function prepare(options: DevServerOptions, signal: AbortSignal): Promise<boolean> {
  const namespace = options.namespace ?? DEFAULT_NAMESPACE;
  await untilListening(options.port, signal);
  const connection = Connection.lazy({ address: `${LOOPBACK}:${options.port}` });
  try {
    return await connection.withAbortSignal(signal, async () => {
      await untilNamespaceKnown(connection, namespace, signal);
      await keepHistoryForYears(connection, namespace);
      return addMissingSearchAttributes(connection, namespace, options.searchAttributes ?? {});
    });
  } finally {
    await connection.close();
  }
}

/** Before anything is spawned: else another Temporal on this port would be taken for ours, and changed. */
async function refuseTakenPorts(options: DevServerOptions): Promise<void> {
  if (await accepts(options.port)) throw new Error(portTaken('server', options.port));
  if (options.uiPort !== undefined && (await accepts(options.uiPort))) throw new Error(portTaken('UI', options.uiPort));
}

/** A plain connect first: a gRPC channel that was refused once waits a second before it tries again. */
async function untilListening(port: number, signal: AbortSignal): Promise<void> {
  while (!(await accepts(port))) await delay(POLL_MS, undefined, { signal });
}

async function untilNamespaceKnown(connection: Connection, namespace: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await connection.workflowService.describeNamespace({ namespace });
      return;
    } catch {
      await delay(POLL_MS, undefined, { signal });
    }
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, LOOPBACK);
    const answer = (yes: boolean) => () => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}
