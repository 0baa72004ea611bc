import { isDeepStrictEqual } from 'node:util';
import type { Person } from '../../domain/people/person.ts';
import type { OrganisationRows } from '../../domain/organisation/rows.ts';
import type { StoredOrganisation } from '../../domain/organisation/stored.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { OrganisationChanges } from '../../ports/organisation-changes.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database, Em } from '../database.ts';
import { tables } from '../tables.ts';
import { allApps, appRow, entitlementRow, entitlementsWhere } from './catalog.repository.ts';
import { allPeople, personRow } from './people.repository.ts';
import { insertPolicyVersion } from './policy.repository.ts';

const { person, app, appOwner, entitlement, entitlementOwner, holding, policyVersion } = tables;

export function createOrganisationChanges(database: Database, appendFacts: AppendFacts): OrganisationChanges {
  return {
    stored: () => readStored(database.em()),

    change: ({ was, rows, policy, applied }, facts) =>
      database.transact(async (em) => {
        await lockOrganisation(em, database);
        if (!isDeepStrictEqual(await readStored(em), was)) return false;
        await writePeople(em, rows.people);
        await writeCatalog(em, rows, was);
        await insertPolicyVersion(em, was.version + 1, policy, applied);
        await appendFacts(em, facts);
        return true;
      }),

    holders: (ids) =>
      holding.find(
        database.em(),
        { entitlementId: { $in: ids }, $or: [{ wanted: true }, { actual: { $in: ['present', 'unknown'] } }] },
        { only: ['entitlementId', 'accountId'] },
      ),
  };
}

async function readStored(em: Em): Promise<StoredOrganisation | undefined> {
  const latest = await policyVersion.first(em, {}, { orderBy: { version: 'desc' } });
  if (latest === undefined) return undefined;
  return {
    version: latest.version,
    people: await allPeople(em),
    apps: await allApps(em),
    entitlements: await entitlementsWhere(em, {}),
    policy: JSON.parse(latest.document) as Policy,
  };
}

const LOCKED = [policyVersion, person, app, appOwner, entitlement, entitlementOwner];

/** Readers go on; whoever wants to write to these waits. SQLite holds its write lock since the transaction began. */
async function lockOrganisation(em: Em, { dialect }: Database): Promise<void> {
  if (dialect !== 'postgres') return;
  await em.execute(`lock table ${LOCKED.map(({ name }) => name).join(', ')} in share row exclusive mode`);
}

/** Two people may exchange their Slack users, so nobody of them has one in between. */
async function writePeople(em: Em, people: readonly Person[]): Promise<void> {
  await person.set(em, { id: { $in: people.map(({ id }) => id) } }, { slackUserId: null });
  await person.upsert(em, people.map(personRow));
}

async function writeCatalog(em: Em, { apps, entitlements }: OrganisationRows, was: StoredOrganisation): Promise<void> {
  await app.upsert(em, apps.map(appRow));
  await appOwner.remove(em, { appId: { $in: apps.map(({ id }) => id) } });
  await appOwner.insert(
    em,
    apps.flatMap(({ id, ownerIds }) => ownerIds.map((personId) => ({ appId: id, personId }))),
  );
  await freePlaces(em, entitlements, was);
  await entitlement.upsert(em, entitlements.map(entitlementRow));
  await entitlementOwner.remove(em, { entitlementId: { $in: entitlements.map(({ id }) => id) } });
  await entitlementOwner.insert(
    em,
    entitlements.flatMap(({ id, ownerIds }) => ownerIds.map((personId) => ({ entitlementId: id, personId }))),
  );
}

/** Two entitlements of one app may exchange what the app calls them, so neither has its name in between. */
async function freePlaces(em: Em, entitlements: OrganisationRows['entitlements'], was: StoredOrganisation) {
  const old = new Map(was.entitlements.map(({ id, externalId }) => [id, externalId]));
  for (const { id, externalId } of entitlements) {
    if (old.has(id) && old.get(id) !== externalId) await entitlement.set(em, { id }, { externalId: id });
  }
}
