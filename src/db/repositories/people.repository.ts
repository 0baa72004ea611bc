import type { Person } from '../../domain/people/person.ts';
import type { PeopleStore, PeopleWanted } from '../../ports/organisation-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Reader } from '../connections.ts';
import type { Database } from '../database.ts';
import type { PersonRow } from '../entities/people.entity.ts';
import { defined, fromJson, nulled, plain, type Row, toJson } from '../rows.ts';
import type { Where } from '../statements/where.ts';
import { tables } from '../tables.ts';
import { createAbsences } from './absences.ts';
import { BY_NAME, named } from './named-pages.ts';
import { createLeavers } from './leavers.ts';

export function createPeopleStore(database: Database, appendFacts: AppendFacts): PeopleStore {
  const one = async (where: { id: Person['id'] } | { email: string } | { slackUserId: string }) => {
    const row = await tables.person.first(database.reader, where);
    return row === undefined ? undefined : personOf(row);
  };
  const absences = createAbsences(database, appendFacts);
  return {
    all: () => allPeople(database.reader),
    async departments() {
      const how = { only: ['department'], distinct: true, orderBy: { department: 'asc' } } as const;
      return (await tables.person.find(database.reader, {}, how)).map(({ department }) => department);
    },
    page: async ({ search, after, limit, ...wanted }) => {
      const where = { ...defined(wanted), ...named(['name', 'email'], search, after) };
      return (await tables.person.find(database.reader, where, { ...BY_NAME, limit })).map(personOf);
    },
    titles: async (search, limit) => {
      const where = { status: 'active', title: { $like: `%${search}%` } } as const;
      const how = { only: ['title'], orderBy: { title: 'asc' }, distinct: true, limit } as const;
      return (await tables.person.find(database.reader, where, how)).map(({ title }) => title);
    },
    byId: (id) => one({ id }),
    byEmail: (email) => one({ email: email.toLowerCase() }),
    bySlackUser: (slackUserId) => one({ slackUserId }),
    find: async (wanted) => (await tables.person.find(database.reader, anyOf(wanted), BY_ID)).map(personOf),
    findAndDelegations: async (wanted) => {
      const rows = await tables.person.findWith(database.reader, anyOf(wanted), { delegates: DELEGATES }, BY_ID);
      const delegating = rows.filter(({ delegates }) => Boolean(delegates)).map(({ id }) => id);
      const people = rows.map(({ delegates: _, ...row }) => personOf(row));
      return { people, delegations: await absences.delegationsFrom(delegating) };
    },
    ...absences,
    ...createLeavers(database, appendFacts),

    hasSuperAdmin: () => hasSuperAdmin(database.reader),

    addFirstAdmin: (person, token, facts) =>
      database.transact(async (tx) => {
        const used = await tables.token.update(tx, { id: token, revokedAt: null }, { revokedAt: facts[0]?.at ?? 0 });
        if (used === 0 || (await hasSuperAdmin(tx))) return false;
        await tables.person.insert(tx, [personRow(person)]);
        await appendFacts(tx, facts);
        return true;
      }),
  };
}

const BY_ID = { orderBy: { id: 'asc' } } as const;

/** Hardly anybody does: so it is asked of everybody, and what it is of few. */
const DELEGATES = `exists (select 1 from ${tables.delegation.name} where ${tables.delegation.column('fromId')} = ${tables.person.column('id')})`;

export async function allPeople(db: Reader): Promise<Person[]> {
  return (await tables.person.find(db, {}, BY_NAME)).map(personOf);
}

function personOf({ groups, roles, ...row }: Row<typeof PersonRow>): Person {
  return { ...plain(row), groups: fromJson(groups), roles: fromJson(roles) };
}

export function personRow({ groups, roles, ...person }: Person) {
  return { ...nulled(person), groups: toJson(groups), roles: toJson(roles) };
}

function hasSuperAdmin(db: Reader): Promise<boolean> {
  return tables.person.has(db, { status: 'active', roles: { $like: '%"super_admin"%' } });
}

/** Names of groups and roles stand in JSON lists, each in its quotes. */
function anyOf({
  ids = [],
  emails = [],
  groups = [],
  roles = [],
}: Partial<PeopleWanted>): Where<Row<typeof PersonRow>> {
  const listed = (names: readonly string[], column: 'groups' | 'roles') =>
    names.map((name) => ({ [column]: { $like: `%${likePattern(JSON.stringify(name))}%` } }));
  return {
    $or: [
      { id: { $in: ids } },
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
