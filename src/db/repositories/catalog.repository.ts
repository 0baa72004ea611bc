import type { App } from '../../domain/catalog/app.ts';
import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import type { EntitlementId, PersonId } from '../../domain/ids.ts';
import type { CatalogStore } from '../../ports/organisation-store.ts';
import type { Reader } from '../connections.ts';
import type { Database } from '../database.ts';
import type { AppRow, EntitlementRow } from '../entities/catalog.entity.ts';
import { defined, fromJson, nulled, plain, type Row, toJson } from '../rows.ts';
import type { Where } from '../statements/where.ts';
import { tables } from '../tables.ts';
import { firstOfEach, searchCatalog } from './catalog-search.ts';
import { BY_NAME, named } from './named-pages.ts';
import { ALL_FROZEN } from './switches.repository.ts';

export function createCatalogStore(database: Database): CatalogStore {
  return {
    apps: () => appsWhere(database.reader, {}),
    appPage: ({ search, after, limit }) =>
      appsWhere(database.reader, { archived: false, ...named(['name', 'slug'], search, after) }, limit),
    entitlementPage: (appId, { search, after, limit, ...wanted }) => {
      const where = { appId, archived: false, ...defined(wanted), ...named(['name', 'slug'], search, after) };
      return entitlementsWhere(database.reader, where, limit);
    },
    firstOfEach: async (apps, limit) => {
      const tx = database.reader;
      return entitlementsWhere(tx, { id: { $in: await firstOfEach(tx, apps, limit) } });
    },
    appById: async (id) => (await appsWhere(database.reader, { id }))[0],
    appBySlug: async (slug) => (await appsWhere(database.reader, { slug }))[0],

    async pathsOf(ids) {
      const rows = await tables.entitlement.findWith(database.reader, { id: { $in: ids } }, { app: SLUG_OF_APP });
      return new Map(rows.map(({ id, app, slug }) => [id, `${app as string}/${slug}`]));
    },

    search: async (query) => {
      const tx = database.reader;
      const ids = await searchCatalog(tx, query);
      const found = new Map((await entitlementsWhere(tx, { id: { $in: ids } })).map((one) => [one.id, one]));
      return ids.flatMap((id) => found.get(id) ?? []);
    },

    entitlementsNamed: (appId, names) =>
      entitlementsWhere(database.reader, {
        appId,
        $or: [{ id: { $in: names as EntitlementId[] } }, { slug: { $in: names } }],
      }),

    entitlementsById: (ids) => entitlementsWhere(database.reader, { id: { $in: ids } }),

    entitlementsOf: (appId, only) =>
      entitlementsWhere(database.reader, { appId, ...(only === undefined ? {} : { id: { $in: only } }) }),
  };
}

const { app, appOwner, entitlement, entitlementOwner, setting } = tables;

const SLUG_OF_APP = `(select ${app.column('slug')} from ${app.name} where ${app.column('id')} = ${entitlement.column('appId')})`;
const OWNERS_OF_APP = `(${idsIn(appOwner)} where ${appOwner.column('appId')} = ${app.column('id')})`;
const OWNERS_OF_ENTITLEMENT = `(${idsIn(entitlementOwner)} where ${entitlementOwner.column('entitlementId')} = ${entitlement.column('id')})`;
const IS_ALL_FROZEN = `exists (select 1 from ${setting.name} where ${setting.column('key')} = '${ALL_FROZEN}')`;

/** One statement: a request reads its app and entitlement again and again. */
export async function appsWhere(db: Reader, where: Where<Row<typeof AppRow>>, limit?: number): Promise<App[]> {
  const more = { ownerIds: OWNERS_OF_APP, isAllFrozen: IS_ALL_FROZEN };
  const rows = await app.findWith(db, where, more, { ...BY_NAME, ...defined({ limit }) });
  return rows.map(({ ownerIds, isAllFrozen, ...row }) => ({
    ...appOf(row, idsOf(ownerIds)),
    frozen: row.frozen || Boolean(isAllFrozen),
  }));
}

/** As each app's own row says it, whatever holds for all of them. */
export async function allApps(db: Reader): Promise<App[]> {
  const rows = await app.findWith(db, {}, { ownerIds: OWNERS_OF_APP }, BY_NAME);
  return rows.map(({ ownerIds, ...row }) => appOf(row, idsOf(ownerIds)));
}

export async function entitlementsWhere(
  db: Reader,
  where: Where<Row<typeof EntitlementRow>>,
  limit?: number,
): Promise<Entitlement[]> {
  const how = { ...BY_NAME, ...defined({ limit }) };
  const rows = await entitlement.findWith(db, where, { ownerIds: OWNERS_OF_ENTITLEMENT }, how);
  return rows.map(({ ownerIds, ...row }) => entitlementOf(row, idsOf(ownerIds)));
}

function idsIn(owners: typeof appOwner | typeof entitlementOwner): string {
  const person = owners.column('personId');
  return `select string_agg(${person}, ' ' order by ${person}) from ${owners.name}`;
}

function idsOf(ownerIds: unknown): PersonId[] {
  return typeof ownerIds === 'string' ? (ownerIds.split(' ') as PersonId[]) : [];
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
