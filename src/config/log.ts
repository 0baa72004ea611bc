import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export type Log = Logger;

/** JSON lines on standard output. Secrets mask themselves; these keys are where strangers' ones would stand. */
export function createLog(config: Pick<Config, 'logLevel'>, name: string): Log {
  return pino({
    name: `leasehold-${name}`,
    level: config.logLevel,
    redact: ['req.headers.authorization', 'req.headers.cookie', '*.token', '*.password', '*.secret'],
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
