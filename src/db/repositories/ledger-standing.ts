import type { LedgerStore } from '../../ports/ledger-store.ts';
import type { Database } from '../database.ts';
import { tables } from '../tables.ts';

export function createStandings(database: Database): Pick<LedgerStore, 'standingOf'> {
  return {
    async standingOf(accountId, besides) {
      const tx = database.reader;
      const holdings = await tables.holding.find(tx, { accountId, wanted: true }, { only: ['id'] });
      const ids = holdings.map(({ id }) => id);
      const claims = await tables.claim.find(tx, { holdingId: { $in: ids }, live: true }, { only: ['endsAt'] });
      const ends = claims.map(({ endsAt }) => endsAt ?? Number.POSITIVE_INFINITY);
      const latest = ends.length === 0 ? 'over' : Math.max(...ends);
      return {
        last: ids.every((id) => id === besides),
        until: latest === Number.POSITIVE_INFINITY ? 'no_end' : latest,
      };
    },
  };
}
