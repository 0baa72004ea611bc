import type { Organisation } from '../../domain/organisation/organisation.ts';
import { plainApp, plainEntitlement } from '../render/plain-catalog.ts';
import { plainPerson } from '../render/plain-policy.ts';
import { ontoEntry } from './onto-entry.ts';
import { EMPTY, type Entry, type Table } from './read-entries.ts';

/** What is not given is undefined. */
export interface CsvTables {
  readonly people: Table | undefined;
  readonly apps: Table | undefined;
  readonly entitlements: Table | undefined;
}

export interface Joined {
  readonly people: readonly Entry[] | undefined;
  readonly apps: readonly Entry[];
  /** Which rows of `entitlements.csv` are of which app. */
  readonly rowsOf: ReadonlyMap<unknown, readonly number[]>;
}

/** Entries as `leasehold.yaml` would hold them: each app with its entitlements, all on top of what is there already. */
export function joinTables({ people, apps, entitlements }: CsvTables, onto: Organisation | undefined): Joined {
  const rowsOf = rowsByApp(entitlements ?? EMPTY);
  const there = onto?.apps.map((app): Entry => ({ ...plainApp(app) })) ?? [];
  const entries = apps === undefined ? there : withBase(apps, there, ({ slug }) => slug);
  return {
    rowsOf,
    people: people && withBase(people, onto?.people.map(plainPerson) ?? [], ({ email }) => lower(email)),
    apps: entries.map((app) => {
      if (entitlements === undefined) return app;
      const rows = rowsOf.get(app['slug']) ?? [];
      return { ...app, entitlements: entitlementsOf(String(app['slug']), rows, entitlements, onto) };
    }),
  };
}

function rowsByApp({ entries }: Table): ReadonlyMap<unknown, readonly number[]> {
  return Map.groupBy(entries.keys(), (row) => entries[row]?.['app']);
}

function withBase(table: Table, there: readonly Entry[], nameOf: (entry: Entry) => unknown): readonly Entry[] {
  const base = new Map(there.map((entry) => [nameOf(entry), entry]));
  return table.entries.map((row) => ontoEntry(base.get(nameOf(row)), row, table.columns));
}

function entitlementsOf(slug: string, rows: readonly number[], table: Table, onto: Organisation | undefined) {
  const there = onto?.apps.find((app) => app.slug === slug)?.entitlements ?? [];
  const own = { ...table, entries: rows.map((row) => withoutApp(table.entries[row])) };
  return withBase(
    own,
    there.map((entry): Entry => ({ ...plainEntitlement(entry) })),
    (entry) => entry['slug'],
  );
}

function withoutApp(entry: Entry | undefined): Entry {
  const { app: _, ...rest } = entry ?? {};
  return rest;
}

function lower(email: unknown): string {
  return String(email).trim().toLowerCase();
}
