import type { LogContext, Logger } from '@mikro-orm/core';
import { randomIds, systemClock } from '../../src/config/environment.ts';
import { createKeys } from '../../src/config/keys.ts';
import { secret } from '../../src/config/secret.ts';
import { type Database, type DatabaseAddress, openDatabase } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { createStore } from '../../src/db/store.ts';
import type { SqlCount } from './workers/events.ts';

export type BenchInstallation = Awaited<ReturnType<typeof openInstallationAt>>;

/** What src/installation.ts opens, at a given place, with the database at hand. */
export async function openInstallationAt(address: DatabaseAddress) {
  const keys = createKeys(secret('the secret of an instance that is measured'));
  const database = await openDatabase(address);
  await migrate(database);
  const store = createStore(database, keys.sha256);
  return { database, store, keys, ids: randomIds, clock: systemClock, countSql: () => countingSql(database) };
}

/** Counts what the ORM sends, from the first time that it is asked for; costs nothing before. */
function countingSql({ orm }: Database) {
  let byText: Record<string, number> = {};
  const count = ({ query = '' }: { query?: string } & LogContext) => {
    const text = query.replaceAll(/\(\?(?:, \?)*\)|\(\$\d+(?:, \$\d+)*\)/g, '(…)');
    byText[text] = (byText[text] ?? 0) + 1;
  };
  const begin = () => {
    const logger: Logger = orm.config.getLogger();
    logger.setDebugMode(['query']);
    logger.logQuery = count;
  };
  return {
    taken(): SqlCount {
      begin();
      const counted = Object.entries(byText);
      byText = {};
      const transactions = counted.filter(([text]) => /^commit/i.test(text));
      const statements = counted.filter(([text]) => !/^(begin|commit|rollback)/i.test(text));
      const sum = (some: typeof counted) => some.reduce((total, [, times]) => total + times, 0);
      return { statements: sum(statements), transactions: sum(transactions), byText: Object.fromEntries(counted) };
    },
  };
}
