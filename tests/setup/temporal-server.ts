import { startDevServer } from '../../src/temporal/dev-server/start-dev-server.ts';
import { ensureTemporalBinary, NoTemporalServer } from '../../src/temporal/dev-server/temporal-binary.ts';
import { searchAttributes } from '../../src/temporal/search-attributes.ts';

/** Told to the tests: where it is, or why this machine has none. */
export type TemporalAnswer =
  | { readonly address: string; readonly namespace: string }
  | { readonly unavailable: string };

export interface TestTemporal {
  readonly answer: TemporalAnswer;
  stop(): Promise<void>;
}

const attributes = Object.fromEntries(Object.values(searchAttributes).map(({ name, type }) => [name, type]));

/** A machine without a binary skips tests; a server that does not start is a failure like any other. */
export async function startTemporal(port: number, signal: AbortSignal): Promise<TestTemporal> {
  try {
    const { path } = await ensureTemporalBinary({ need: 'time-skipping', report: console.log, signal });
    const options = { binary: path, port, timeSkipping: true, searchAttributes: attributes, detached: true, signal };
    const server = await startDevServer(options);
    return { answer: { address: server.address, namespace: 'default' }, stop: () => server.stop() };
  } catch (error) {
    if (!(error instanceof NoTemporalServer)) throw error;
    return { answer: { unavailable: `needs Temporal. ${error.message}` }, stop: async () => {} };
  }
}
