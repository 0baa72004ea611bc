import type { Delegation, Person } from '../../domain/people/person.ts';
import type { PeopleStore, PeopleWanted } from '../../ports/organisation-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database, Em } from '../database.ts';
import { DelegationRow, PersonRow } from '../entities/people.entity.ts';
import { TokenRow } from '../entities/record.entity.ts';
import { fromJson, nulled, plain, type Row, toJson } from '../rows.ts';

export function createPeopleStore(database: Database, appendFacts: AppendFacts): PeopleStore {
  const one = async (where: { id: Person['id'] } | { email: string }) => {
    const row = await database.em().findOne(PersonRow, where);
    return row === null ? undefined : personOf(row);
  };
  return {
    all: async () => (await database.em().find(PersonRow, {}, { orderBy: { name: 'asc', id: 'asc' } })).map(personOf),
    byId: (id) => one({ id }),
    byEmail: (email) => one({ email: email.toLowerCase() }),
    find: async (wanted) =>
      (await database.em().find(PersonRow, anyOf(wanted), { orderBy: { id: 'asc' } })).map(personOf),

    async delegationsFrom(ids) {
      const rows = await database.em().find(DelegationRow, { fromId: { $in: [...ids] } }, { orderBy: { id: 'asc' } });
      return rows.map((row): Delegation => plain(row));
    },

    async addDelegation(delegation) {
      await database.transact((em) => em.insert(DelegationRow, delegation));
    },

    hasSuperAdmin: () => hasSuperAdmin(database.em()),

    addFirstAdmin: (person, token, facts) =>
      database.transact(async (em) => {
        const used = await em.nativeUpdate(TokenRow, { id: token, revokedAt: null }, { revokedAt: facts[0]?.at ?? 0 });
        if (used === 0 || (await hasSuperAdmin(em))) return false;
        await em.insert(PersonRow, personRow(person));
        await appendFacts(em, facts);
        return true;
      }),
  };
}

function personOf({ groups, roles, ...row }: Row<typeof PersonRow>): Person {
  return { ...plain(row), groups: fromJson(groups), roles: fromJson(roles) };
}

export function personRow({ groups, roles, ...person }: Person) {
  return { ...nulled(person), groups: toJson(groups), roles: toJson(roles) };
}

async function hasSuperAdmin(em: Em): Promise<boolean> {
  return (await em.count(PersonRow, { status: 'active', roles: { $like: '%"super_admin"%' } })) > 0;
}

/** Names of groups and roles stand in JSON lists, each in its quotes. */
function anyOf({ ids = [], emails = [], groups = [], roles = [] }: Partial<PeopleWanted>): object {
  const listed = (names: readonly string[], column: string) =>
    names.map((name) => ({ [column]: { $like: `%${likePattern(JSON.stringify(name))}%` } }));
  return {
    $or: [
      { id: { $in: [...ids] } },
      { email: { $in: emails.map((email) => email.toLowerCase()) } },
      ...listed(groups, 'groups'),
      ...listed(roles, 'roles'),
    ],
  };
}

/** `_` and `%` in a name find a few people too many, who are then left out by whoever looks at their groups. */
function likePattern(text: string): string {
  return text.replaceAll('\\', '_');
}
