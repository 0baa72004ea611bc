import type { FirstOrganisation, OrganisationStore } from '../../ports/organisation-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database, Em } from '../database.ts';
import { AppOwnerRow, AppRow, EntitlementOwnerRow, EntitlementRow } from '../entities/catalog.entity.ts';
import { PersonRow } from '../entities/people.entity.ts';
import { PolicyVersionRow } from '../entities/record.entity.ts';
import { appRow, entitlementRow } from './catalog.repository.ts';
import { personRow } from './people.repository.ts';
import { createOrganisationChanges } from './organisation-changes.ts';
import { insertPolicyVersion } from './policy.repository.ts';
import type { WriteRequest } from './request.repository.ts';

export function createOrganisationStore(
  database: Database,
  appendFacts: AppendFacts,
  writeRequest: WriteRequest,
): OrganisationStore {
  return {
    ...createOrganisationChanges(database, appendFacts),
    isEmpty: () => isEmpty(database.em()),

    async source() {
      return (await database.em().findOne(PolicyVersionRow, { version: 1 }))?.appliedBy;
    },

    initialise: (first, facts) =>
      database.transact(async (em) => {
        await lockFirstStart(em, database);
        if (!(await isEmpty(em))) return false;
        await insertAll(em, first);
        for (const { request } of first.past) await writeRequest(em, request);
        const past = first.past.flatMap((request) => request.facts).toSorted((a, b) => a.at - b.at);
        await appendFacts(em, [...facts, ...past]);
        return true;
      }),
  };
}

/** A policy version is what every organisation has, even one without people. */
async function isEmpty(em: Em): Promise<boolean> {
  return (await em.count(PolicyVersionRow)) === 0;
}

/** SQLite holds the write lock since the transaction began; PostgreSQL has to be told that nobody else may look. */
async function lockFirstStart(em: Em, database: Database): Promise<void> {
  if (database.dialect === 'postgres') await em.execute('lock table policy_version in exclusive mode');
}

async function insertAll(em: Em, first: FirstOrganisation): Promise<void> {
  const { people, apps, entitlements, policy } = first;
  const appOwners = apps.flatMap(({ id, ownerIds }) => ownerIds.map((personId) => ({ appId: id, personId })));
  const entitlementOwners = entitlements.flatMap(({ id, ownerIds }) =>
    ownerIds.map((personId) => ({ entitlementId: id, personId })),
  );
  await inBatches(people.map(personRow), (rows) => em.insertMany(PersonRow, rows));
  await inBatches(apps.map(appRow), (rows) => em.insertMany(AppRow, rows));
  await inBatches(appOwners, (rows) => em.insertMany(AppOwnerRow, rows));
  await inBatches(entitlements.map(entitlementRow), (rows) => em.insertMany(EntitlementRow, rows));
  await inBatches(entitlementOwners, (rows) => em.insertMany(EntitlementOwnerRow, rows));
  await insertPolicyVersion(em, 1, policy, { at: first.appliedAt, by: first.appliedBy, text: first.text });
}

const BATCH = 500;

async function inBatches<T>(values: readonly T[], insert: (batch: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < values.length; from += BATCH) await insert(values.slice(from, from + BATCH));
}
