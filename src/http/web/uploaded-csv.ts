import type { Context } from 'hono';
import { ok, type Result, refused } from '../../domain/errors.ts';
import type { CsvTexts } from '../../ports/organisation-files.ts';

export const CSV_TABLES = ['people', 'apps', 'entitlements'] as const;

/** The tables that were chosen in a form. */
export async function uploadedCsv(c: Context): Promise<Result<CsvTexts>> {
  const body: { readonly [field: string]: unknown } = await c.req.parseBody().catch(() => ({}));
  const texts: { [table: string]: string } = {};
  for (const table of CSV_TABLES) {
    const file = body[table];
    // What was not chosen is sent as a file of nothing.
    if (!(file instanceof File) || (file.size === 0 && file.name === '')) continue;
    const text = decoded(new Uint8Array(await file.arrayBuffer()));
    if (text === undefined)
      return refused('malformed', `${table}.csv is not UTF-8 text: save it with that encoding. Nothing was changed.`);
    texts[table] = text;
  }
  return Object.keys(texts).length === 0 ? refused('malformed', 'Choose at least one file.') : ok(texts);
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
