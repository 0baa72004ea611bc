import type { Result } from '../domain/errors.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import { buildOrganisation, type ParseOptions } from './build-organisation.ts';
import { appColumns, entitlementColumns, peopleColumns } from './csv/columns.ts';
import { type Entry, readEntries, type Table } from './csv/read-entries.ts';
import { textTooLarge } from './file-size.ts';
import { type Path, type Place, type PlacedFinding, refusePlaced, type Source } from './finding.ts';
import { didYouMean, quoted } from './wording.ts';

export const CSV_FILES = ['people.csv', 'apps.csv', 'entitlements.csv'] as const;
const [PEOPLE, APPS, ENTITLEMENTS] = CSV_FILES;

export interface CsvTexts {
  readonly people: string;
  readonly apps?: string | undefined;
  readonly entitlements?: string | undefined;
}

/** The texts of `people.csv`, `apps.csv` and `entitlements.csv` -> an organisation with the policy of an empty file. */
export function parseCsv(texts: CsvTexts, options: Pick<ParseOptions, 'connectors'> = {}): Result<Organisation> {
  const large =
    textTooLarge(PEOPLE, texts.people) ??
    textTooLarge(APPS, texts.apps ?? '') ??
    textTooLarge(ENTITLEMENTS, texts.entitlements ?? '');
  if (large !== undefined) return large;
  const people = readEntries(texts.people, PEOPLE, peopleColumns, ['email', 'name']);
  const apps = tableOf(texts.apps, (text) => readEntries(text, APPS, appColumns, ['slug']));
  const entitlements = tableOf(texts.entitlements, (text) =>
    readEntries(text, ENTITLEMENTS, entitlementColumns, ['app', 'slug']),
  );
  const broken = [people, apps, entitlements].flatMap(({ findings }) => findings);
  if (broken.length > 0) return refusePlaced(CSV_FILES, broken);
  return join(people, apps, entitlements, options);
}

function tableOf(text: string | undefined, read: (text: string) => Table): Table {
  return text === undefined ? { entries: [], lines: [], findings: [] } : read(text);
}

function join(people: Table, apps: Table, entitlements: Table, options: Pick<ParseOptions, 'connectors'>) {
  const slugs = new Set(apps.entries.map(({ slug }) => String(slug)));
  const homeless = entitlements.entries.flatMap((entry, i) => checkApp(entry, entitlements.lines[i] ?? 1, slugs));
  if (homeless.length > 0) return refusePlaced(CSV_FILES, homeless);
  const rowsOf = rowsByApp(entitlements);
  const values = {
    people: people.entries,
    apps: apps.entries.map((app) => ({
      ...app,
      entitlements: (rowsOf.get(app['slug']) ?? []).map((row) => withoutApp(entitlements.entries[row])),
    })),
  };
  const source = csvSource({ people, apps, entitlements, rowsOf });
  return buildOrganisation(values, source, options.connectors);
}

function checkApp({ app }: Entry, line: number, slugs: ReadonlySet<string>): readonly PlacedFinding[] {
  if (app === undefined) return [{ file: ENTITLEMENTS, line, sentence: '"app" is missing' }];
  if (slugs.has(String(app))) return [];
  const near = didYouMean(String(app), slugs);
  return [{ file: ENTITLEMENTS, line, sentence: `the app ${quoted(app)} is not defined${near}` }];
}

function rowsByApp({ entries }: Table): ReadonlyMap<unknown, readonly number[]> {
  return Map.groupBy(entries.keys(), (row) => entries[row]?.['app']);
}

function withoutApp(entry: Entry | undefined): Entry {
  const { app: _, ...rest } = entry ?? {};
  return rest;
}

interface Joined {
  readonly people: Table;
  readonly apps: Table;
  readonly entitlements: Table;
  readonly rowsOf: ReadonlyMap<unknown, readonly number[]>;
}

function csvSource({ people, apps, entitlements, rowsOf }: Joined): Source {
  const entitlementPlace = (app: number, index: number): Place => {
    const row = rowsOf.get(apps.entries[app]?.['slug'])?.[index] ?? -1;
    return { file: ENTITLEMENTS, line: entitlements.lines[row] ?? 1 };
  };
  const place = ([list, index, part, inner]: Path): Place => {
    const at = Number(index);
    if (list !== 'apps') return { file: PEOPLE, line: people.lines[at] ?? 1 };
    if (part === 'entitlements' && inner !== undefined) return entitlementPlace(at, Number(inner));
    return { file: APPS, line: apps.lines[at] ?? 1 };
  };
  return { files: CSV_FILES, place };
}
