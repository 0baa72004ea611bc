import type { AppId, EntitlementId } from '../../domain/ids.ts';
import type { CatalogSearch } from '../../ports/organisation-store.ts';
import type { Reader } from '../connections.ts';
import { within } from '../statements/where.ts';
import { tables } from '../tables.ts';

const { app, entitlement } = tables;

const PLACES = [
  ...(['name', 'slug', 'description', 'kind'] as const).map((column) => entitlement.column(column)),
  ...(['name', 'slug'] as const).map((column) => app.column(column)),
];

/** Ids in the order of what is found. */
export async function searchCatalog(db: Reader, { words, skip, limit }: CatalogSearch): Promise<EntitlementId[]> {
  const like = db.dialect === 'postgres' ? 'ilike' : 'like';
  const anywhere = `(${PLACES.map((column) => `${column} ${like} ? escape '!'`).join(' or ')})`;
  const text = [
    `select ${entitlement.column('id')} as "id" from ${entitlement.name}`,
    `join ${app.name} on ${app.column('id')} = ${entitlement.column('appId')}`,
    `where not ${entitlement.column('archived')} and not ${app.column('archived')}`,
    ...words.map(() => `and ${anywhere}`),
    `order by case when ${entitlement.column('name')} ${like} ? escape '!' then 0 else 1 end,`,
    `${app.column('name')}, ${app.column('id')}, ${entitlement.column('name')}, ${entitlement.column('id')}`,
    'limit ? offset ?',
  ].join(' ');
  const found = words.flatMap((word) => PLACES.map(() => `%${literally(word)}%`));
  const { rows } = await db.ask(text, [...found, `${literally(words.join(' '))}%`, limit, skip]);
  return rows.map(({ id }) => id as EntitlementId);
}

export async function firstOfEach(db: Reader, apps: readonly AppId[], limit: number): Promise<EntitlementId[]> {
  const inOrder = `${entitlement.column('name')}, ${entitlement.column('id')}`;
  const place = `row_number() over (partition by ${entitlement.column('appId')} order by ${inOrder})`;
  const inApps = within(entitlement.column('appId'), apps, db.dialect);
  const from = `from ${entitlement.name} where not ${entitlement.column('archived')} and ${inApps.text}`;
  const placed = `select ${entitlement.column('id')} as id, ${place} as place ${from}`;
  const { rows } = await db.ask(`select id from (${placed}) as placed where place <= ?`, [...inApps.values, limit]);
  return rows.map(({ id }) => id as EntitlementId);
}

function literally(word: string): string {
  return word.replaceAll(/[!%_]/g, (sign) => `!${sign}`);
}
