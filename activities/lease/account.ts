import type { App } from '../../src/domain/catalog/app.ts';
import type { Account } from '../../src/domain/ledger/claim.ts';
import type { Person } from '../../src/domain/people/person.ts';
import { called, type Failure } from '../ledger/connector-calls.ts';
import type { LeaseDeps } from './deps.ts';

/** The person's account in the app, made there if need be. */
export async function accountFor(
  { store, connectors, ids }: LeaseDeps,
  app: App,
  person: Person,
): Promise<Account | Failure> {
  const known = await store.ledger.accountOf(app.id, person.id);
  if (known?.status === 'active') return known;
  const ensured = await called(connectors(app.connector), (connector) => connector.ensureAccount(app, person));
  if ('failure' in ensured) return ensured;
  return store.ledger.addAccount({
    id: known?.id ?? ids.newId('account'),
    appId: app.id,
    personId: person.id,
    externalId: ensured.answer,
    kind: 'human',
    status: 'active',
  });
}
