import type { Session, SessionStore } from '../../ports/session-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database } from '../database.ts';
import { fromJson, nulled, plain, toJson } from '../rows.ts';
import { tables } from '../tables.ts';

export function createSessionStore(database: Database, appendFacts: AppendFacts): SessionStore {
  return {
    personBoundTo: async (identity) => (await tables.identity.first(database.reader, { ...identity }))?.personId,

    identitiesOf: async (personId) => {
      const rows = await tables.identity.find(database.reader, { personId }, { orderBy: { boundAt: 'desc' } });
      return rows.map(({ issuer, subject }) => ({ issuer, subject }));
    },

    bind: (identity, personId, boundAt, facts) =>
      database.transact(async (tx) => {
        const bound = await tables.identity.first(tx, { ...identity });
        if (bound !== undefined) return bound.personId === personId;
        await tables.identity.insert(tx, [{ ...identity, personId, boundAt }]);
        await appendFacts(tx, facts);
        return true;
      }),

    unbind: (personId, facts) =>
      database.transact(async (tx) => {
        await tables.identity.remove(tx, { personId });
        await appendFacts(tx, facts);
      }),

    start: ({ roles, ...session }, facts) =>
      database.transact(async (tx) => {
        await tables.session.insert(tx, [{ ...nulled(session), roles: toJson(roles) }]);
        await appendFacts(tx, facts);
      }),

    async byHash(hash) {
      const row = await tables.session.first(database.reader, { hash });
      return row === undefined ? undefined : sessionOf(row);
    },

    liveOf: async (personId, now) => {
      const where = { personId, endedAt: null, expiresAt: { $gt: now } };
      return (await tables.session.find(database.reader, where, { orderBy: { signedInAt: 'desc' } })).map(sessionOf);
    },

    end: (ids, at, facts) =>
      database.transact(async (tx) => {
        const ended = await tables.session.update(tx, { id: { $in: ids }, endedAt: null }, { endedAt: at });
        if (ended > 0) await appendFacts(tx, facts);
        return ended > 0;
      }),
  };
}

type Row = Awaited<ReturnType<typeof tables.session.find>>[number];

function sessionOf({ roles, ...row }: Row): Session {
  return { ...plain(row), roles: fromJson(roles) };
}
