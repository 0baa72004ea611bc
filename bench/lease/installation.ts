import { randomIds, systemClock } from '../../src/config/environment.ts';
import { createKeys } from '../../src/config/keys.ts';
import { secret } from '../../src/config/secret.ts';
import type { DatabaseAddress } from '../../src/db/connections.ts';
import { openDatabase, STATEMENTS } from '../../src/db/database.ts';
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
  return { database, store, keys, ids: randomIds, clock: systemClock, countSql: countingSql };
}

/** Counts what is said to the database, from the first time that it is asked for; costs nothing before. */
function countingSql() {
  let byText: Record<string, number> = {};
  let isCounting = false;
  const count = (said: unknown) => {
    const text = String(said).replaceAll(/\(\?(?:, \?)*\)/g, '(…)');
    byText[text] = (byText[text] ?? 0) + 1;
  };
  return {
    taken(): SqlCount {
      if (!isCounting) STATEMENTS.subscribe(count);
      isCounting = true;
      const counted = Object.entries(byText);
      byText = {};
      const transactions = counted.filter(([text]) => text === 'commit');
      const statements = counted.filter(([text]) => text !== 'commit');
      const sum = (some: typeof counted) => some.reduce((total, [, times]) => total + times, 0);
      return { statements: sum(statements), transactions: sum(transactions), byText: Object.fromEntries(counted) };
    },
  };
}
