import type { App } from '../../src/domain/catalog/app.ts';
import type { Account } from '../../src/domain/ledger/claim.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { Connectors } from '../../src/ports/connector.ts';
import { called, type Failure, failureOf } from '../ledger/connector-calls.ts';
import type { LeaseDeps } from './deps.ts';

/** The person's account in the app, made there if need be. */
export async function accountFor(deps: LeaseDeps, app: App, person: Person): Promise<Account | Failure> {
  const known = await deps.store.ledger.accountOf(app.id, person.id);
  return known?.status === 'active' ? known : madeAccount(deps, app, person, known);
}

/** Asks the app: there is none that is known, or none that is in use. */
export async function madeAccount(
  { store, connectors, ids }: LeaseDeps,
  app: App,
  person: Person,
  known: Account | undefined,
): Promise<Account | Failure> {
  const ensured = await ensuredAccount(connectors, app, person);
  if ('failure' in ensured) return ensured;
  const account = await store.ledger.addAccount({
    id: known?.id ?? ids.newId('account'),
    appId: app.id,
    personId: person.id,
    externalId: ensured.answer,
    kind: 'human',
    status: 'active',
  });
  return account.personId === person.id ? account : somebodyElses(account, app, person);
}

/** An app may name a connector that there is none of: that is a failure like any other. */
async function ensuredAccount(connectors: Connectors, app: App, person: Person): Promise<{ answer: string } | Failure> {
  try {
    const connector = connectors(app.connector);
    const { callTimeoutMs } = connector.describe(app);
    return await called(connector, () => connector.ensureAccount(app, person), callTimeoutMs);
  } catch (error) {
    return failureOf(error);
  }
}

function somebodyElses({ externalId }: Account, app: App, { name }: Person): Failure {
  const message = `The account ${externalId} of ${app.name} belongs to somebody else than ${name}. Nothing was given.`;
  return { failure: 'needs_person', message, until: undefined, stillUnderWay: false };
}
