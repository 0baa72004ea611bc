import { ConnectorError } from '../../ports/connector.ts';
import type { Server } from './server.ts';

const ROUNDS = 5;

/** Looks again until there are none: one may have begun just before it was forbidden. */
export async function endSessions(server: Server, account: string): Promise<void> {
  for (let round = 1; round <= ROUNDS; round++) {
    const ended = await server.query(
      `select pg_terminate_backend(pid, 500)
         from pg_stat_activity where usename = $1 and pid <> pg_backend_pid()`,
      [account],
    );
    if (ended.length === 0) return;
  }
  throw new ConnectorError('retry', `Sessions of ${account} do not end.`);
}
