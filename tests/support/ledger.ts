import { appRow, entitlementRow } from '../../src/db/repositories/catalog.repository.ts';
import { tables } from '../../src/db/tables.ts';
import { nulled } from '../../src/db/rows.ts';
import type { App } from '../../src/domain/catalog/app.ts';
import type { Entitlement } from '../../src/domain/catalog/entitlement.ts';
import type { HoldingId } from '../../src/domain/ids.ts';
import type { Account, Claim } from '../../src/domain/ledger/claim.ts';
import type { LockedHolding, NewClaim, Opened } from '../../src/ports/ledger-store.ts';
import { anId } from './builders.ts';
import type { OpenStore } from './databases.ts';

export function anApp(given: Partial<App> = {}): App {
  const id = given.id ?? anId('app');
  return {
    id,
    slug: id.toLowerCase(),
    name: 'Nimbus',
    description: '',
    connector: 'sandbox',
    connectorConfig: {},
    settings: { requestable: {}, lease: {}, reason: { list: [], freeText: 'optional' }, commentOnReject: false },
    ownerIds: [],
    frozen: false,
    archived: false,
    ...given,
  };
}

export function anEntitlement(given: Partial<Entitlement> = {}): Entitlement {
  const id = given.id ?? anId('entitlement');
  return {
    id,
    appId: anId('app'),
    slug: id.toLowerCase(),
    name: 'Deployers',
    description: '',
    kind: 'group',
    risk: 'low',
    externalId: id,
    levels: [],
    fields: [],
    exclusiveSet: undefined,
    seats: undefined,
    lease: {},
    requestable: undefined,
    ownerIds: [],
    archived: false,
    ...given,
  };
}

export function anAccount(given: Partial<Account> = {}): Account {
  const id = given.id ?? anId('account');
  return {
    id,
    appId: anId('app'),
    personId: anId('person'),
    externalId: id,
    kind: 'human',
    status: 'active',
    ...given,
  };
}

export function aNewClaim(given: Partial<NewClaim> = {}): NewClaim {
  return {
    accountId: anId('account'),
    entitlementId: anId('entitlement'),
    source: 'request',
    requestId: anId('request'),
    changeId: 'c1',
    level: undefined,
    fields: {},
    endsAt: undefined,
    replaces: false,
    ...given,
  };
}

export function aClaim(given: Partial<Claim> = {}): Claim {
  return {
    id: anId('claim'),
    holdingId: anId('holding'),
    source: 'request',
    requestId: anId('request'),
    changeId: 'c1',
    level: undefined,
    fields: {},
    live: true,
    endsAt: undefined,
    supersedes: [],
    ...given,
  };
}

/** One app with one entitlement and accounts, in the database. */
export async function aStockedApp(
  { database }: OpenStore,
  given: { app?: Partial<App>; entitlement?: Partial<Entitlement>; accounts?: number } = {},
) {
  const app = anApp(given.app);
  const entitlement = anEntitlement({ ...given.entitlement, appId: app.id });
  const accounts = Array.from({ length: given.accounts ?? 1 }, () => anAccount({ appId: app.id }));
  await database.transact(async (tx) => {
    await tables.app.insert(tx, [appRow(app)]);
    await tables.entitlement.insert(tx, [entitlementRow(entitlement)]);
    await tables.account.insert(tx, accounts.map(nulled));
  });
  const claimFor = (at = 0, more: Partial<NewClaim> = {}) =>
    aNewClaim({ accountId: accounts[at]?.id ?? anId('account'), entitlementId: entitlement.id, ...more });
  return { app, entitlement, accounts, account: accounts[0] as Account, claimFor };
}

export async function addEntitlement({ database }: OpenStore, entitlement: Entitlement): Promise<Entitlement> {
  await database.transact((tx) => tables.entitlement.insert(tx, [entitlementRow(entitlement)]));
  return entitlement;
}

export function locked(opened: Opened | undefined): LockedHolding {
  if (opened?.opened !== 'locked') throw new Error(`expected a locked holding, got ${JSON.stringify(opened)}`);
  return opened.locked;
}

export function holdingIdOf(opened: Opened | undefined): HoldingId {
  return opened?.opened === 'busy' ? opened.holdingId : locked(opened).holding.id;
}
