import type { App } from '../src/domain/catalog/app.ts';
import type { PersonId } from '../src/domain/ids.ts';
import type { Account } from '../src/domain/ledger/claim.ts';
import type { Connectors } from '../src/ports/connector.ts';
import type { Clock, Ids } from '../src/ports/environment.ts';
import type { Store } from '../src/ports/store.ts';
import { called, failureOf } from './ledger/connector-calls.ts';

interface Deps {
  readonly store: Pick<Store, 'ledger' | 'catalog' | 'work'>;
  readonly connectors: Connectors;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Fails as long as one of the accounts can still be used: then it is tried again, and somebody is told meanwhile. */
export async function suspendAccounts(deps: Deps, personId: PersonId): Promise<void> {
  const failures: string[] = [];
  for (const account of await deps.store.ledger.accountsOf(personId)) {
    const failure = await suspend(deps, account);
    if (failure !== undefined) failures.push(failure);
  }
  // All of them are tried before the first that failed is tried again.
  if (failures.length > 0) throw new Error(failures.join(' '));
}

async function suspend(deps: Deps, account: Account): Promise<string | undefined> {
  const { ledger, catalog, work } = deps.store;
  const app = await catalog.appById(account.appId);
  if (app === undefined || account.status !== 'active' || account.kind !== 'human') return undefined;
  const came = await asked(deps, app, account);
  if (came === 'cannot') return undefined;
  if (came !== 'done') {
    await raise(deps, account, came.because);
    return `${app.name}: ${came.because}`;
  }
  await ledger.addAccount({ ...account, status: 'suspended' });
  await work.endAlert('leaver_with_account', `account:${account.id}`);
  return undefined;
}

type Came = 'done' | 'cannot' | { readonly because: string };

/** An app may name a connector that there is none of: that is a failure like any other. */
async function asked({ connectors }: Deps, app: App, account: Account): Promise<Came> {
  try {
    const connector = connectors(app.connector);
    const { accounts, callTimeoutMs } = connector.describe(app);
    if (!accounts.suspend) return 'cannot';
    const came = await called(connector, () => connector.suspendAccount(app, account), callTimeoutMs);
    if ('failure' in came) return { because: came.message };
    return came.answer.outcome === 'done' ? 'done' : { because: 'It is to be suspended, and is not yet.' };
  } catch (error) {
    return { because: failureOf(error).message };
  }
}

async function raise({ store, clock, ids }: Deps, { id, appId, personId }: Account, because: string): Promise<void> {
  await store.work.raiseAlert({
    ...{ id: ids.newId('alert'), kind: 'leaver_with_account', subject: `account:${id}`, state: 'open' },
    ...{ data: { app: appId, person: personId ?? null, because }, raisedAt: clock.now() },
  });
}
