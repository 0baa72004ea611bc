import { DefaultLogger, type LogEntry, Runtime } from '@temporalio/worker';
import type { Log } from '../config/log.ts';

/** The SDK's own log goes where ours goes. Once per process, before anything else of Temporal. */
export function installRuntime(log: Log): void {
  const logger = new DefaultLogger('INFO', (entry) => writeEntry(log, entry));
  Runtime.install({ logger, shutdownSignals: [] });
}

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

function writeEntry(log: Log, { level, message, meta }: LogEntry): void {
  log[LEVELS[level]]({ temporal: meta }, message);
}
