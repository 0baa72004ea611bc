import { type Result, refused } from '../domain/errors.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import { buildOrganisation, type ParseOptions } from './build-organisation.ts';
import { textTooLarge } from './file-size.ts';
import { readYaml } from './yaml/read-yaml.ts';

/** The text of a `leasehold.yaml` -> its organisation, or one sentence that names line and reason. */
export function parseYaml(text: string, options: ParseOptions = {}): Result<Organisation> {
  const file = options.file ?? 'leasehold.yaml';
  const large = textTooLarge(file, text);
  if (large !== undefined) return large;
  const read = readYaml(text, file);
  if (!read.ok) return read;
  const { values, source } = read.value;
  if (values === null || values === undefined) return refuseEmpty(file);
  return buildOrganisation(values, source, options);
}

function refuseEmpty(file: string) {
  const data = { file, line: 1, more: 0 };
  return refused('invalid_file', `${file} line 1: the file is empty. Nothing was changed.`, { data });
}
