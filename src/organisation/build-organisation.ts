import { ok, type Result } from '../domain/errors.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import { checkOrganisation } from './check/check-organisation.ts';
import { type Finding, refuseFindings, type Source } from './finding.ts';
import { scanValues } from './scan-values.ts';
import { organisation as schema } from './schema/organisation.schema.ts';
import { findingsOf, sayIssue } from './schema/say-issue.ts';

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
}

/** Values read from any file -> an organisation in which everything named exists, or the first problem. */
export function buildOrganisation(
  values: unknown,
  source: Source,
  connectors: readonly string[] = CONNECTORS,
): Result<Organisation> {
  const findings = scanValues(values);
  if (findings.length > 0) return refuseFindings(source, findings);
  const parsed = schema.safeParse(values, { error: sayIssue });
  if (!parsed.success) return refuseFindings(source, findingsOf(parsed.error));
  return checked(parsed.data, source, connectors);
}

function checked(organisation: Organisation, source: Source, connectors: readonly string[]): Result<Organisation> {
  const findings: readonly Finding[] = checkOrganisation(organisation, connectors);
  return findings.length > 0 ? refuseFindings(source, findings) : ok(organisation);
}
