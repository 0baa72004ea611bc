import type { FirstOrganisation, OrganisationStore } from '../../ports/organisation-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Reader, Transaction } from '../connections.ts';
import type { Database } from '../database.ts';
import { tables } from '../tables.ts';
import { appRow, entitlementRow } from './catalog.repository.ts';
import { personRow } from './people.repository.ts';
import { createOrganisationChanges } from './organisation-changes.ts';
import { insertPolicyVersion } from './policy.repository.ts';
import type { RequestWriter } from './write-request.ts';

export function createOrganisationStore(
  database: Database,
  appendFacts: AppendFacts,
  requests: RequestWriter,
): OrganisationStore {
  return {
    ...createOrganisationChanges(database, appendFacts),
    isEmpty: () => isEmpty(database.reader),

    async source() {
      return (await tables.policyVersion.first(database.reader, { version: 1 }, { only: ['appliedBy'] }))?.appliedBy;
    },

    initialise: (first, facts) =>
      database.transact(async (tx) => {
        await lockFirstStart(tx, database);
        if (!(await isEmpty(tx))) return false;
        await insertAll(tx, first);
        for (const { request } of first.past) await requests.insert(tx, request);
        const past = first.past.flatMap((request) => request.facts).toSorted((a, b) => a.at - b.at);
        await appendFacts(tx, [...facts, ...past]);
        return true;
      }),
  };
}

/** A policy version is what every organisation has, even one without people. */
async function isEmpty(db: Reader): Promise<boolean> {
  return !(await tables.policyVersion.has(db, {}));
}

/** SQLite holds the write lock since the transaction began; PostgreSQL has to be told that nobody else may look. */
async function lockFirstStart(tx: Transaction, database: Database): Promise<void> {
  if (database.dialect === 'postgres') await tx.tell('lock table policy_version in exclusive mode');
}

async function insertAll(tx: Transaction, first: FirstOrganisation): Promise<void> {
  const { people, apps, entitlements, policy } = first;
  const appOwners = apps.flatMap(({ id, ownerIds }) => ownerIds.map((personId) => ({ appId: id, personId })));
  const entitlementOwners = entitlements.flatMap(({ id, ownerIds }) =>
    ownerIds.map((personId) => ({ entitlementId: id, personId })),
  );
  await tables.person.insert(tx, people.map(personRow));
  await tables.app.insert(tx, apps.map(appRow));
  await tables.appOwner.insert(tx, appOwners);
  await tables.entitlement.insert(tx, entitlements.map(entitlementRow));
  await tables.entitlementOwner.insert(tx, entitlementOwners);
  await insertPolicyVersion(tx, 1, policy, { at: first.appliedAt, by: first.appliedBy, text: first.text });
}
