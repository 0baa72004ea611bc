import type { DatabaseConfig } from './config.ts';

/** The address with its password, for the one place that connects. */
export function databaseAddress(config: DatabaseConfig) {
  return config.kind === 'sqlite' ? config : ({ kind: 'postgres', url: config.url.reveal() } as const);
}
