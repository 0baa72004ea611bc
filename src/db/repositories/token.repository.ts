import type { PersonId } from '../../domain/ids.ts';
import type { GrantedRole } from '../../domain/people/person.ts';
import type { Scope } from '../../domain/people/scope.ts';
import type { Token, TokenStore } from '../../ports/token-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database } from '../database.ts';
import type { TokenRow } from '../entities/record.entity.ts';
import { defined, plain, type Row } from '../rows.ts';
import { tables } from '../tables.ts';

export function createTokenStore(database: Database, appendFacts: AppendFacts): TokenStore {
  return {
    add: (token, facts) =>
      database.transact(async (tx) => {
        const isNew = await tables.token.insertNew(tx, rowOf(token), ['id']);
        if (isNew) await appendFacts(tx, facts);
        return isNew;
      }),

    async byId(id) {
      const row = await tables.token.first(database.reader, { id });
      return row === undefined ? undefined : tokenOf(row);
    },

    async page({ personId, services, after, limit }) {
      const where = {
        kind: 'api',
        ...defined({ personId: services === true ? null : personId }),
        ...(after === undefined ? {} : { id: { $gt: after } }),
      } as const;
      return (await tables.token.find(database.reader, where, { orderBy: { id: 'asc' }, limit })).map(tokenOf);
    },

    revoke: (id, at, facts) =>
      database.transact(async (tx) => {
        if ((await tables.token.update(tx, { id, revokedAt: null }, { revokedAt: at })) === 0) return false;
        await appendFacts(tx, facts);
        return true;
      }),

    async byHash(hash) {
      const row = await tables.token.first(database.reader, { hash });
      return row === undefined ? undefined : tokenOf(row);
    },

    async revokeSetupTokens(at) {
      await database.transact((tx) => tables.token.set(tx, { kind: 'setup', revokedAt: null }, { revokedAt: at }));
    },
  };
}

function rowOf({ owner, revokedAt, ...token }: Token) {
  const personId = 'personId' in owner ? owner.personId : null;
  const role = 'role' in owner ? owner.role : null;
  return { ...token, personId, role, scopes: token.scopes.join(' '), revokedAt: revokedAt ?? null };
}

function tokenOf(row: Row<typeof TokenRow>): Token {
  const { personId, role, scopes, ...token } = plain(row);
  const owner = personId === undefined ? { role: role as GrantedRole } : { personId: personId as PersonId };
  return { ...token, owner, scopes: scopes.split(' ') as Scope[] };
}
