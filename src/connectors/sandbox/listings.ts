import type { Connector, FoundAccount, Page } from '../../ports/connector.ts';
import type { SandboxHolding, SandboxPage, SandboxStore } from '../../ports/sandbox-store.ts';
import { shownAt } from './holdings.ts';
import { looking } from './turns.ts';
import { answerOf, type SandboxDeps } from './deps.ts';

type Listings = Pick<Connector, 'listAccounts' | 'listEntitlements' | 'listHoldings'>;

export function createListings({ store, clock, pageSize = 100 }: SandboxDeps): Listings {
  const called = (appId: string, method: string) =>
    answerOf(
      store.onApp(
        appId,
        looking(clock.now(), { method }, () => ({ changed: false, answer: 'listed' })),
      ),
    );
  const pageAfter = (after: string | undefined): SandboxPage => ({ after, limit: pageSize });
  return {
    async listAccounts(app, cursor) {
      await called(app.id, 'listAccounts');
      const found = await store.accounts(app.id, pageAfter(cursor));
      return page(found, pageSize, ({ externalId }) => externalId, accountFound);
    },

    async listEntitlements(app, cursor) {
      await called(app.id, 'listEntitlements');
      const found = await store.entitlements(app.id, pageAfter(cursor));
      return page(
        found,
        pageSize,
        (entitlement) => entitlement,
        (entitlement) => [{ externalId: entitlement, name: entitlement }],
      );
    },

    async listHoldings(app, cursor) {
      await called(app.id, 'listHoldings');
      const found = await store.holdings(app.id, pageAfter(cursor));
      return page(
        found,
        pageSize,
        ({ place }) => place,
        (holding) => holdingFound(holding, clock.now()),
      );
    },
  };
}

/** A full page has a next one, if only an empty one; what is not shown is left out of a page, not of the cursor. */
function page<Row, Item>(
  rows: readonly Row[],
  size: number,
  cursor: (row: Row) => string,
  items: (row: Row) => readonly Item[],
): Page<Item> {
  const last = rows.at(-1);
  return { items: rows.flatMap(items), next: last === undefined || rows.length < size ? undefined : cursor(last) };
}

type StoredAccount = Awaited<ReturnType<SandboxStore['accounts']>>[number];

function accountFound({ externalId, email, status }: StoredAccount): FoundAccount[] {
  return [{ externalId, email, kind: 'human', status }];
}

function holdingFound(holding: SandboxHolding, now: number) {
  const { held, level } = shownAt(holding, now);
  return held ? [{ accountExternalId: holding.account, entitlementExternalId: holding.entitlement, level }] : [];
}
