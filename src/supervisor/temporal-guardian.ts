// Stands between the supervisor and Temporal, which cannot watch a channel: when the supervisor is gone, so is Temporal.
import type { DevServerOptions } from '../temporal/dev-server/dev-server-flags.ts';
import { productAttributes } from '../temporal/dev-server/product-attributes.ts';
import { startDevServer } from '../temporal/dev-server/start-dev-server.ts';
import { tellSupervisor, untilToldToStop } from './child.ts';
import { identify } from './process-identity.ts';

const told = new AbortController();
const untilTold = untilToldToStop().then(() => told.abort());
process.exit(await guard(JSON.parse(process.argv[2] ?? '{}') as DevServerOptions));

async function guard(options: DevServerOptions): Promise<number> {
  try {
    const { signal } = told;
    const server = await startDevServer({ ...options, searchAttributes: productAttributes, signal });
    const temporal = identify(server.pid);
    if (temporal !== undefined) tellSupervisor({ kind: 'temporal-ready', temporal });
    await Promise.race([untilTold, server.exited]);
    await server.stop();
    return signal.aborted ? 0 : 1;
  } catch (error) {
    if (told.signal.aborted) return 0;
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
