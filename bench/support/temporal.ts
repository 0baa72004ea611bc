import { join } from 'node:path';
import { productAttributes } from '../../src/temporal/dev-server/product-attributes.ts';
import { startDevServer } from '../../src/temporal/dev-server/start-dev-server.ts';
import { ensureTemporalBinary } from '../../src/temporal/dev-server/temporal-binary.ts';
import type { BenchOptions } from './options.ts';

/** A Temporal server of this run alone, with its database in that folder. */
export async function startTemporal(folder: string, port: number, { say, signal }: BenchOptions) {
  const { path: binary } = await ensureTemporalBinary({ need: 'any', report: say, signal });
  const dbFile = join(folder, 'temporal.db');
  return startDevServer({ binary, port, dbFile, searchAttributes: productAttributes, detached: true });
}
