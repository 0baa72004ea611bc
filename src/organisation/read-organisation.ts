import { readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { ok, type Result, refused } from '../domain/errors.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { ParseOptions } from './build-organisation.ts';
import { tooLarge } from './file-size.ts';
import { CSV_FILES, parseCsv } from './parse-csv.ts';
import { parseYaml } from './parse-yaml.ts';

type Options = Pick<ParseOptions, 'connectors'>;

/** A `.yaml` file, or a folder with `people.csv` and perhaps `apps.csv` and `entitlements.csv` -> an organisation. */
export async function readOrganisation(path: string, options: Options = {}): Promise<Result<Organisation>> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return refused('not_found', `${basename(path)} was not found. Nothing was changed.`);
  if (found.isDirectory()) return readFolder(path, options);
  if (!['.yaml', '.yml'].includes(extname(path).toLowerCase())) return refuseKind(path);
  const text = await readText(path);
  return text.ok ? parseYaml(text.value, { ...options, file: basename(path) }) : text;
}

function refuseKind(path: string) {
  const kinds = 'a .yaml file nor a folder of CSV files';
  return refused('invalid_file', `${basename(path)} is neither ${kinds}. Nothing was changed.`);
}

async function readFolder(folder: string, options: Options): Promise<Result<Organisation>> {
  const texts = await Promise.all(CSV_FILES.map((file) => readText(join(folder, file))));
  const broken = texts.find((text) => !text.ok && text.problem.code !== 'not_found');
  if (broken !== undefined && !broken.ok) return broken;
  const [people, apps, entitlements] = texts.map((text) => (text.ok ? text.value : undefined));
  if (people === undefined) return refused('not_found', `${basename(folder)} has no people.csv. Nothing was changed.`);
  return parseCsv({ people, apps, entitlements }, options);
}

async function readText(path: string): Promise<Result<string>> {
  const file = basename(path);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return refused('not_found', `${file} was not found. Nothing was changed.`);
  const large = tooLarge(file, found.size);
  if (large !== undefined) return large;
  return decode(file, await readFile(path));
}

function decode(file: string, bytes: Uint8Array): Result<string> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refused('invalid_file', `${file} is not UTF-8 text: save it with that encoding. Nothing was changed.`);
  }
}
