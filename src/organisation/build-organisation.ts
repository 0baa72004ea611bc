import { ok, type Result } from '../domain/errors.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import { checkOrganisation } from './check/check-organisation.ts';
import { type Finding, refuseFindings, type Source } from './finding.ts';
import { scanValues } from './scan-values.ts';
import {
  organisationFrom,
  organisationOnto,
  type Sections,
  sections,
  wholeFile,
} from './schema/organisation.schema.ts';
import { findingsOf, sayIssue } from './schema/say-issue.ts';
import { quoted } from './wording.ts';

export const CONNECTORS: readonly string[] = [
  'sandbox',
  'manual',
  'webhook',
  'postgres',
  'scim',
  'ldap',
  'github',
  'okta',
  'aws',
];

export interface ParseOptions {
  /** What messages call the file. */
  readonly file?: string | undefined;
  /** Which connectors an app may name. */
  readonly connectors?: readonly string[] | undefined;
  /** What is there already: sections that are not in the file are taken from it. */
  readonly onto?: Organisation | undefined;
}

type BuildOptions = Pick<ParseOptions, 'connectors' | 'onto'>;

/** Values read from any file -> an organisation in which everything named exists, or the first problem. */
export function buildOrganisation(values: unknown, source: Source, options: BuildOptions = {}): Result<Organisation> {
  const { connectors = CONNECTORS, onto } = options;
  const unreadable = scanValues(values);
  if (unreadable.length > 0) return refuseFindings(source, unreadable);
  const parsed = (onto === undefined ? wholeFile : sections).safeParse(values, { error: sayIssue });
  if (!parsed.success) return refuseFindings(source, findingsOf(parsed.error));
  const organisation = onto === undefined ? organisationFrom(parsed.data) : organisationOnto(parsed.data, onto);
  const wrong = [
    ...checkOrganisation(organisation, connectors).filter(
      (finding) => onto === undefined || isIn(parsed.data, finding),
    ),
    ...(onto === undefined ? [] : checkKept(parsed.data, organisation, onto, connectors)),
  ];
  return wrong.length > 0 ? refuseFindings(source, wrong) : ok(organisation);
}

/**
 * What stays as it is must still find what it names. People are never gone: apps and flows that are not in the file may
 * name somebody who leaves with it.
 */
function checkKept(file: Sections, after: Organisation, onto: Organisation, connectors: readonly string[]) {
  const named = new Set(after.people.map(({ email }) => email));
  const people = [...after.people, ...onto.people.filter(({ email }) => !named.has(email))];
  return checkOrganisation({ ...after, people }, connectors)
    .filter((finding) => !isIn(file, finding))
    .map(({ path, sentence }): Finding => {
      const kept = `${quoted(path[0])}, which is not in this file and stays as it is: ${sentence}`;
      return { path: [], sentence: kept };
    });
}

function isIn(file: Sections, { path }: Finding): boolean {
  return file[path[0] as keyof Sections] !== undefined;
}
