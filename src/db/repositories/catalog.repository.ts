import type { App } from '../../domain/catalog/app.ts';
import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import type { AppId, PersonId } from '../../domain/ids.ts';
import type { CatalogStore } from '../../ports/organisation-store.ts';
import type { Database, Em } from '../database.ts';
import { AppOwnerRow, AppRow, EntitlementOwnerRow, EntitlementRow } from '../entities/catalog.entity.ts';
import { plain } from '../rows.ts';

export function createCatalogStore(database: Database): CatalogStore {
  return {
    apps: () => apps(database.em(), {}),
    appById: async (id) => (await apps(database.em(), { id }))[0],
    appBySlug: async (slug) => (await apps(database.em(), { slug }))[0],
    entitlementsOf: (appId) => entitlements(database.em(), appId),
  };
}

async function apps(em: Em, where: { id?: AppId; slug?: string }): Promise<App[]> {
  const rows = await em.find(AppRow, where, { orderBy: { name: 'asc', id: 'asc' } });
  const owners = await em.find(
    AppOwnerRow,
    { appId: { $in: rows.map(({ id }) => id) } },
    { orderBy: { personId: 'asc' } },
  );
  const byApp = Map.groupBy(owners, (owner) => owner.appId);
  return rows.map((row) => ({ ...plain(row), ownerIds: idsOf(byApp.get(row.id)) }));
}

async function entitlements(em: Em, appId: AppId): Promise<Entitlement[]> {
  const rows = await em.find(EntitlementRow, { appId }, { orderBy: { name: 'asc', id: 'asc' } });
  const ids = rows.map(({ id }) => id);
  const owners = await em.find(EntitlementOwnerRow, { entitlementId: { $in: ids } }, { orderBy: { personId: 'asc' } });
  const byEntitlement = Map.groupBy(owners, (owner) => owner.entitlementId);
  return rows.map((row) => ({ ...plain(row), ownerIds: idsOf(byEntitlement.get(row.id)) }));
}

function idsOf(owners: readonly { personId: PersonId }[] | undefined): PersonId[] {
  return (owners ?? []).map(({ personId }) => personId);
}
