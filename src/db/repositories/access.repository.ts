import type { EntitlementId } from '../../domain/ids.ts';
import type { AccessStore, Held } from '../../ports/access-store.ts';
import type { Reader } from '../connections.ts';
import type { Database } from '../database.ts';
import type { HoldingRow } from '../entities/ledger.entity.ts';
import type { Row } from '../rows.ts';
import type { Where } from '../statements/where.ts';
import { tables } from '../tables.ts';
import { createAccessCounts } from './access-counts.ts';
import { claimOf, holdingOf } from './ledger-rows.ts';

const { account, app, claim, entitlement, holding, person } = tables;

export function createAccessStore(database: Database): AccessStore {
  return {
    heldById: async (id) => (await heldWhere(database.reader, { id }))[0],

    async heldByPerson(personId, appId) {
      const tx = database.reader;
      const where = { personId, ...(appId === undefined ? {} : { appId }) };
      const accounts = await account.find(tx, where, { only: ['id'] });
      return heldWhere(tx, { accountId: { $in: accounts.map(({ id }) => id) }, ...MAY_BE_THERE });
    },

    async heldInApp(appId, after, limit) {
      const tx = database.reader;
      const things = await entitlement.find(tx, { appId }, { only: ['id'] });
      const page = after === undefined ? {} : { id: { $gt: after } };
      return heldWhere(tx, { entitlementId: { $in: things.map(({ id }) => id) }, ...page, ...MAY_BE_THERE }, limit);
    },

    async heldByTitle(title, besides) {
      const tx = database.reader;
      const counted = await tx.ask(COUNTS, [title, besides]);
      const people = await tx.ask(`select count(*) as "count" from ${person.name} where ${TITLED}`, [title, besides]);
      return {
        people: Number(people.rows[0]?.['count'] ?? 0),
        counts: new Map(counted.rows.map((row) => [row['id'] as EntitlementId, Number(row['count'])])),
      };
    },

    ...createAccessCounts(database),
  };
}

/** Wanted, or not proven to be gone. */
const MAY_BE_THERE = { $or: [{ wanted: true }, { proof: null, actual: { $in: ['present', 'unknown'] } }] } as const;

const ACCOUNT = `from ${account.name} where ${account.column('id')} = ${holding.column('accountId')}`;
const THING = `from ${entitlement.name} where ${entitlement.column('id')} = ${holding.column('entitlementId')}`;
const WHOSE = {
  appId: `(select ${account.column('appId')} ${ACCOUNT})`,
  personId: `(select ${account.column('personId')} ${ACCOUNT})`,
  entitlementName: `(select ${entitlement.column('name')} ${THING})`,
  appName: `(select ${app.column('name')} from ${app.name} where ${app.column('id')} = (select ${account.column('appId')} ${ACCOUNT}))`,
  personName: `(select ${person.column('name')} from ${person.name} where ${person.column('id')} = (select ${account.column('personId')} ${ACCOUNT}))`,
};

async function heldWhere(db: Reader, where: Where<Row<typeof HoldingRow>>, limit?: number): Promise<Held[]> {
  const how = { orderBy: { id: 'asc' }, ...(limit === undefined ? {} : { limit }) } as const;
  const rows = await holding.findWith(db, where, WHOSE, how);
  const ids = rows.map(({ id }) => id);
  const claims = await claim.find(db, { holdingId: { $in: ids } }, { orderBy: { since: 'asc' } });
  const byHolding = Map.groupBy(claims.map(claimOf), ({ holdingId }) => holdingId);
  return rows.map((row) => ({
    ...holdingOf(row),
    appId: row.appId as Held['appId'],
    personId: (row.personId as Held['personId'] | null) ?? undefined,
    names: {
      app: row.appName as string,
      entitlement: row.entitlementName as string,
      person: (row.personName as string | null) ?? undefined,
    },
    claims: byHolding.get(row.id) ?? [],
  }));
}

const TITLED = `${person.column('title')} = ? and ${person.column('status')} = 'active' and ${person.column('id')} <> ?`;
const COUNTS = `select ${holding.column('entitlementId')} as "id", count(distinct ${person.column('id')}) as "count"
  from ${holding.name}
  join ${account.name} on ${account.column('id')} = ${holding.column('accountId')}
  join ${person.name} on ${person.column('id')} = ${account.column('personId')}
  where ${holding.column('wanted')} and ${TITLED}
  group by ${holding.column('entitlementId')}`;
