import { ok, type Problem, type Result } from '../../domain/errors.ts';
import { canonicalJson } from '../../domain/json.ts';
import { diffOrganisation, type OrganisationDiff } from '../../domain/organisation/diff.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import { type OrganisationRows, rowsOf } from '../../domain/organisation/rows.ts';
import { organisationOf, type StoredOrganisation } from '../../domain/organisation/stored.ts';
import type { OrganisationFile } from '../../ports/organisation-files.ts';
import type { PolicyDeps } from './deps.ts';

/** What a file would do to the organisation as it stands. */
export interface PolicyDraft {
  readonly stored: StoredOrganisation;
  readonly before: Organisation;
  readonly after: Organisation;
  readonly diff: OrganisationDiff;
  readonly rows: OrganisationRows;
  /** Of the whole difference: another one means that something else would be done. */
  readonly hash: string;
}

/** The one code of plan, simulate and apply. */
export async function draftPolicy(
  { store, files, keys, ids }: PolicyDeps,
  file: OrganisationFile,
): Promise<Result<PolicyDraft>> {
  const stored = await store.organisation.stored();
  if (stored === undefined) throw new Error('an installation has an organisation from its first start');
  const before = organisationOf(stored);
  const read = files.read(file, before);
  if (!read.ok) return read;
  const unreadable = whyNotText(file);
  if (unreadable !== undefined) return { ok: false, problem: unreadable };
  const after = read.value;
  const diff = diffOrganisation(before, after);
  const rows = rowsOf(stored, after, diff, ids.newId);
  return ok({ stored, before, after, diff, rows, hash: keys.sha256(canonicalJson(diff)) });
}

/** The text is kept with the version, comments and all. */
function whyNotText(file: OrganisationFile): Problem | undefined {
  if (textsOf(file).every((text) => text.isWellFormed() && !text.includes('\0'))) return undefined;
  return { code: 'malformed', detail: 'The file holds characters that are no text. Nothing was changed.' };
}

function textsOf(file: OrganisationFile): readonly string[] {
  return 'yaml' in file ? [file.yaml] : Object.values(file.csv).filter((text) => text !== undefined);
}
