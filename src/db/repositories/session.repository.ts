import type { SessionStore } from '../../ports/session-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database } from '../database.ts';
import { nulled, plain } from '../rows.ts';
import { tables } from '../tables.ts';

export function createSessionStore(database: Database, appendFacts: AppendFacts): SessionStore {
  return {
    start: (session, facts) =>
      database.transact(async (em) => {
        await tables.session.insert(em, [nulled(session)]);
        await appendFacts(em, facts);
      }),

    async byHash(hash) {
      const row = await tables.session.first(database.em(), { hash });
      return row === undefined ? undefined : plain(row);
    },

    liveOf: async (personId, now) => {
      const where = { personId, endedAt: null, expiresAt: { $gt: now } };
      return (await tables.session.find(database.em(), where, { orderBy: { signedInAt: 'desc' } })).map(plain);
    },

    end: (ids, at, facts) =>
      database.transact(async (em) => {
        const ended = await tables.session.update(em, { id: { $in: ids }, endedAt: null }, { endedAt: at });
        if (ended > 0) await appendFacts(em, facts);
        return ended > 0;
      }),
  };
}
