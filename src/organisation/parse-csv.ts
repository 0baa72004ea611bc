import type { Result } from '../domain/errors.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { CsvTexts } from '../ports/organisation-files.ts';
import { buildOrganisation, type ParseOptions } from './build-organisation.ts';
import { appColumns, entitlementColumns, peopleColumns } from './csv/columns.ts';
import { type CsvTables, type Joined, joinTables } from './csv/join-tables.ts';
import { EMPTY, type Entry, readEntries, type Table } from './csv/read-entries.ts';
import { textTooLarge } from './file-size.ts';
import { type Path, type Place, type PlacedFinding, refusePlaced, type Source } from './finding.ts';
import { didYouMean, quoted } from './wording.ts';

export const CSV_FILES = ['people.csv', 'apps.csv', 'entitlements.csv'] as const;
const [PEOPLE, APPS, ENTITLEMENTS] = CSV_FILES;

type Options = Pick<ParseOptions, 'connectors' | 'onto'>;

/**
 * The texts of `people.csv`, `apps.csv` and `entitlements.csv` -> an organisation with the policy of an empty file, or
 * `onto` with what these files say.
 */
export function parseCsv(texts: CsvTexts, options: Options = {}): Result<Organisation> {
  const large = sizeProblem(texts);
  if (large !== undefined) return large;
  const people = tableOf(texts.people, (text) => readEntries(text, PEOPLE, peopleColumns, ['email', 'name']));
  const apps = tableOf(texts.apps, (text) => readEntries(text, APPS, appColumns, ['slug']));
  const entitlements = tableOf(texts.entitlements, (text) =>
    readEntries(text, ENTITLEMENTS, entitlementColumns, ['app', 'slug']),
  );
  const broken = [people, apps, entitlements].flatMap((table) => table?.findings ?? []);
  if (broken.length > 0) return refusePlaced(CSV_FILES, broken);
  return join({ people, apps, entitlements }, options);
}

function sizeProblem({ people, apps, entitlements }: CsvTexts) {
  return (
    textTooLarge(PEOPLE, people ?? '') ??
    textTooLarge(APPS, apps ?? '') ??
    textTooLarge(ENTITLEMENTS, entitlements ?? '')
  );
}

function tableOf(text: string | undefined, read: (text: string) => Table): Table | undefined {
  return text === undefined ? undefined : read(text);
}

function join(given: CsvTables, options: Options): Result<Organisation> {
  const { entitlements = EMPTY } = given;
  const joined = joinTables(given, options.onto);
  const slugs = new Set(joined.apps.map(({ slug }) => String(slug)));
  const homeless = entitlements.entries.flatMap((entry, i) => checkApp(entry, entitlements.lines[i] ?? 1, slugs));
  if (homeless.length > 0) return refusePlaced(CSV_FILES, homeless);
  const isAboutApps = given.apps !== undefined || given.entitlements !== undefined;
  const values = { people: joined.people, apps: isAboutApps ? joined.apps : undefined };
  return buildOrganisation(values, csvSource(given, joined), options);
}

function checkApp({ app }: Entry, line: number, slugs: ReadonlySet<string>): readonly PlacedFinding[] {
  if (app === undefined) return [{ file: ENTITLEMENTS, line, sentence: '"app" is missing' }];
  if (slugs.has(String(app))) return [];
  const near = didYouMean(String(app), slugs);
  return [{ file: ENTITLEMENTS, line, sentence: `the app ${quoted(app)} is not defined${near}` }];
}

function csvSource({ people, apps, entitlements }: CsvTables, joined: Joined): Source {
  const entitlementPlace = (app: number, index: number): Place => {
    const row = joined.rowsOf.get(joined.apps[app]?.['slug'])?.[index] ?? -1;
    return { file: ENTITLEMENTS, line: entitlements?.lines[row] ?? 1 };
  };
  const place = ([list, index, part, inner]: Path): Place => {
    const at = Number(index);
    if (list !== 'apps') return { file: people === undefined ? APPS : PEOPLE, line: people?.lines[at] ?? 1 };
    if (part === 'entitlements' && inner !== undefined) return entitlementPlace(at, Number(inner));
    return { file: apps === undefined ? ENTITLEMENTS : APPS, line: apps?.lines[at] ?? 1 };
  };
  return { files: CSV_FILES, place };
}
