import type { Session, SessionStore } from '../../ports/session-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database } from '../database.ts';
import { fromJson, nulled, plain, toJson } from '../rows.ts';
import { tables } from '../tables.ts';

export function createSessionStore(database: Database, appendFacts: AppendFacts): SessionStore {
  return {
    personBoundTo: async (identity) => (await tables.identity.first(database.em(), { ...identity }))?.personId,

    identitiesOf: async (personId) => {
      const rows = await tables.identity.find(database.em(), { personId }, { orderBy: { boundAt: 'desc' } });
      return rows.map(({ issuer, subject }) => ({ issuer, subject }));
    },

    bind: (identity, personId, boundAt, facts) =>
      database.transact(async (em) => {
        const bound = await tables.identity.first(em, { ...identity });
        if (bound !== undefined) return bound.personId === personId;
        await tables.identity.insert(em, [{ ...identity, personId, boundAt }]);
        await appendFacts(em, facts);
        return true;
      }),

    unbind: (personId, facts) =>
      database.transact(async (em) => {
        await tables.identity.remove(em, { personId });
        await appendFacts(em, facts);
      }),

    start: ({ roles, ...session }, facts) =>
      database.transact(async (em) => {
        await tables.session.insert(em, [{ ...nulled(session), roles: toJson(roles) }]);
        await appendFacts(em, facts);
      }),

    async byHash(hash) {
      const row = await tables.session.first(database.em(), { hash });
      return row === undefined ? undefined : sessionOf(row);
    },

    liveOf: async (personId, now) => {
      const where = { personId, endedAt: null, expiresAt: { $gt: now } };
      return (await tables.session.find(database.em(), where, { orderBy: { signedInAt: 'desc' } })).map(sessionOf);
    },

    end: (ids, at, facts) =>
      database.transact(async (em) => {
        const ended = await tables.session.update(em, { id: { $in: ids }, endedAt: null }, { endedAt: at });
        if (ended > 0) await appendFacts(em, facts);
        return ended > 0;
      }),
  };
}

type Row = Awaited<ReturnType<typeof tables.session.find>>[number];

function sessionOf({ roles, ...row }: Row): Session {
  return { ...plain(row), roles: fromJson(roles) };
}
