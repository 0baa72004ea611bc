import { ok, type Result } from '../../domain/errors.ts';
import type { CsvTexts } from '../../ports/organisation-files.ts';
import { type Author, whyNotRead } from './author.ts';
import type { PolicyDeps } from './deps.ts';
import { draftPolicy } from './draft-policy.ts';

/** The organisation as it stands, with what these tables say, as a file to be planned. Changes nothing. */
export async function fileWithCsv(deps: PolicyDeps, author: Author, csv: CsvTexts): Promise<Result<string>> {
  const forbidden = whyNotRead(author);
  if (forbidden !== undefined) return { ok: false, problem: forbidden };
  const draft = await draftPolicy(deps, { csv });
  return draft.ok ? ok(deps.files.write(draft.value.after)) : draft;
}
