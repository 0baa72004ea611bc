import { DatabaseError } from 'pg';
import type { App } from '../../domain/catalog/app.ts';
import { ConnectorError, type ConnectorFailure } from '../../ports/connector.ts';

/** By SQLSTATE, or its class. What is not listed is tried again: time-outs, locks, restarts, too many connections. */
const FAILURES: { readonly [code: string]: ConnectorFailure } = {
  /** Login refused. */
  28: 'needs_person',
  /** No such database. */
  '3D000': 'needs_person',
  /** Not allowed, or an admin option is missing. */
  42501: 'needs_person',
  /** A name that PostgreSQL keeps for itself. */
  42939: 'needs_person',
  /** The person passed the role on to others, who would lose it. */
  '2BP01': 'needs_person',
  /** No such role. */
  42704: 'permanent',
  /** The roles would be members of each other. */
  '0LP01': 'permanent',
};

export function classed({ name }: App, error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  if (!(error instanceof DatabaseError)) return new ConnectorError('retry', `${name} did not answer: ${why(error)}.`);
  const code = error.code ?? '';
  const failure = FAILURES[code] ?? FAILURES[code.slice(0, 2)] ?? 'retry';
  return new ConnectorError(failure, `${name} says: ${error.message}.`);
}

function why(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
