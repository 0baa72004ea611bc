import { DefaultLogger, Runtime } from '@temporalio/worker';

/** Logging is not what is measured, on either side. */
export function quietRuntime() {
  const logger = new DefaultLogger('ERROR');
  Runtime.install({ logger, shutdownSignals: [] });
  return { logger };
}
