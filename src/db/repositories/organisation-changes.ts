import { isDeepStrictEqual } from 'node:util';
import type { Person } from '../../domain/people/person.ts';
import type { OrganisationRows } from '../../domain/organisation/rows.ts';
import type { StoredOrganisation } from '../../domain/organisation/stored.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { OrganisationChanges } from '../../ports/organisation-changes.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Reader, Transaction } from '../connections.ts';
import type { Database } from '../database.ts';
import { tables } from '../tables.ts';
import { allApps, appRow, entitlementRow, entitlementsWhere } from './catalog.repository.ts';
import { allPeople, personRow } from './people.repository.ts';
import { insertPolicyVersion } from './policy.repository.ts';

const { person, app, appOwner, entitlement, entitlementOwner, holding, policyVersion } = tables;

export function createOrganisationChanges(database: Database, appendFacts: AppendFacts): OrganisationChanges {
  return {
    stored: () => readStored(database.reader),

    change: ({ was, rows, policy, applied }, facts) =>
      database.transact(async (tx) => {
        await lockOrganisation(tx, database);
        if (!isDeepStrictEqual(await readStored(tx), was)) return false;
        await writePeople(tx, rows.people);
        await writeCatalog(tx, rows, was);
        await insertPolicyVersion(tx, was.version + 1, policy, applied);
        await appendFacts(tx, facts);
        return true;
      }),

    holders: (ids) =>
      holding.find(
        database.reader,
        { entitlementId: { $in: ids }, $or: [{ wanted: true }, { actual: { $in: ['present', 'unknown'] } }] },
        { only: ['entitlementId', 'accountId'] },
      ),
  };
}

async function readStored(db: Reader): Promise<StoredOrganisation | undefined> {
  const latest = await policyVersion.first(db, {}, { orderBy: { version: 'desc' } });
  if (latest === undefined) return undefined;
  return {
    version: latest.version,
    people: await allPeople(db),
    apps: await allApps(db),
    entitlements: await entitlementsWhere(db, {}),
    policy: JSON.parse(latest.document) as Policy,
  };
}

const LOCKED = [policyVersion, person, app, appOwner, entitlement, entitlementOwner];

/** Readers go on; whoever wants to write to these waits. SQLite holds its write lock since the transaction began. */
async function lockOrganisation(tx: Transaction, { dialect }: Database): Promise<void> {
  if (dialect !== 'postgres') return;
  await tx.tell(`lock table ${LOCKED.map(({ name }) => name).join(', ')} in share row exclusive mode`);
}

/** Two people may exchange their Slack users, so nobody of them has one in between. */
async function writePeople(tx: Transaction, people: readonly Person[]): Promise<void> {
  await person.set(tx, { id: { $in: people.map(({ id }) => id) } }, { slackUserId: null });
  await person.upsert(tx, people.map(personRow));
}

async function writeCatalog(
  tx: Transaction,
  { apps, entitlements }: OrganisationRows,
  was: StoredOrganisation,
): Promise<void> {
  await app.upsert(tx, apps.map(appRow));
  await appOwner.remove(tx, { appId: { $in: apps.map(({ id }) => id) } });
  await appOwner.insert(
    tx,
    apps.flatMap(({ id, ownerIds }) => ownerIds.map((personId) => ({ appId: id, personId }))),
  );
  await freePlaces(tx, entitlements, was);
  await entitlement.upsert(tx, entitlements.map(entitlementRow));
  await entitlementOwner.remove(tx, { entitlementId: { $in: entitlements.map(({ id }) => id) } });
  await entitlementOwner.insert(
    tx,
    entitlements.flatMap(({ id, ownerIds }) => ownerIds.map((personId) => ({ entitlementId: id, personId }))),
  );
}

/** Two entitlements of one app may exchange what the app calls them, so neither has its name in between. */
async function freePlaces(tx: Transaction, entitlements: OrganisationRows['entitlements'], was: StoredOrganisation) {
  const old = new Map(was.entitlements.map(({ id, externalId }) => [id, externalId]));
  for (const { id, externalId } of entitlements) {
    if (old.has(id) && old.get(id) !== externalId) await entitlement.set(tx, { id }, { externalId: id });
  }
}
