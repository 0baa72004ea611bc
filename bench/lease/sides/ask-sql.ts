import type { Program } from '../../support/processes.ts';
import type { SqlCount } from '../workers/events.ts';

/** What the worker has sent to its database since it was asked the last time. */
export function askSql({ child }: Program): Promise<SqlCount> {
  const { promise, resolve } = Promise.withResolvers<SqlCount>();
  const listen = (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('sql' in message)) return;
    child.off('message', listen);
    resolve(message.sql as SqlCount);
  };
  child.on('message', listen);
  child.send('sql');
  return promise;
}
