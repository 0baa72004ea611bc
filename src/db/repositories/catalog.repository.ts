import type { App } from '../../domain/catalog/app.ts';
import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import type { AppId, EntitlementId, PersonId } from '../../domain/ids.ts';
import type { CatalogStore } from '../../ports/organisation-store.ts';
import type { Database, Em } from '../database.ts';
import { AppOwnerRow, AppRow, EntitlementOwnerRow, EntitlementRow } from '../entities/catalog.entity.ts';
import { fromJson, nulled, plain, type Row, toJson } from '../rows.ts';
import { isAllFrozen } from './switches.repository.ts';

export function createCatalogStore(database: Database): CatalogStore {
  return {
    apps: () => appsWhere(database.em(), {}),
    appById: async (id) => (await appsWhere(database.em(), { id }))[0],
    appBySlug: async (slug) => (await appsWhere(database.em(), { slug }))[0],
    async pathsOf(ids) {
      const rows = await database.em().find(EntitlementRow, { id: { $in: [...ids] } });
      const apps = await database.em().find(AppRow, { id: { $in: rows.map(({ appId }) => appId) } });
      const slugs = new Map(apps.map(({ id, slug }) => [id, slug]));
      return new Map(rows.map(({ id, appId, slug }) => [id, `${slugs.get(appId)}/${slug}`]));
    },

    entitlementsOf: (appId) => entitlementsWhere(database.em(), { appId }),
  };
}

export async function appsWhere(em: Em, where: { id?: AppId; slug?: string }): Promise<App[]> {
  const rows = await em.find(AppRow, where, { orderBy: { name: 'asc', id: 'asc' } });
  const owners = await em.find(
    AppOwnerRow,
    { appId: { $in: rows.map(({ id }) => id) } },
    { orderBy: { personId: 'asc' } },
  );
  const byApp = Map.groupBy(owners, (owner) => owner.appId);
  const allFrozen = await isAllFrozen(em);
  return rows.map((row) => ({ ...appOf(row, idsOf(byApp.get(row.id))), frozen: row.frozen || allFrozen }));
}

export async function entitlementsWhere(em: Em, where: { id?: EntitlementId; appId?: AppId }): Promise<Entitlement[]> {
  const rows = await em.find(EntitlementRow, where, { orderBy: { name: 'asc', id: 'asc' } });
  const ids = rows.map(({ id }) => id);
  const owners = await em.find(EntitlementOwnerRow, { entitlementId: { $in: ids } }, { orderBy: { personId: 'asc' } });
  const byEntitlement = Map.groupBy(owners, (owner) => owner.entitlementId);
  return rows.map((row) => entitlementOf(row, idsOf(byEntitlement.get(row.id))));
}

function idsOf(owners: readonly { personId: PersonId }[] | undefined): PersonId[] {
  return (owners ?? []).map(({ personId }) => personId);
}

function appOf({ connectorConfig, settings, ...row }: Row<typeof AppRow>, ownerIds: PersonId[]): App {
  return { ...plain(row), connectorConfig: fromJson(connectorConfig), settings: fromJson(settings), ownerIds };
}

export function appRow({ connectorConfig, settings, ownerIds: _, ...app }: App) {
  return { ...app, connectorConfig: toJson(connectorConfig), settings: toJson(settings) };
}

function entitlementOf(row: Row<typeof EntitlementRow>, ownerIds: PersonId[]): Entitlement {
  const { levels, fields, lease, ...rest } = row;
  return { ...plain(rest), levels: fromJson(levels), fields: fromJson(fields), lease: fromJson(lease), ownerIds };
}

export function entitlementRow({ levels, fields, lease, ownerIds: _, ...entitlement }: Entitlement) {
  return { ...nulled(entitlement), levels: toJson(levels), fields: toJson(fields), lease: toJson(lease) };
}
