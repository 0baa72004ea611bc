import { readFileSync } from 'node:fs';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import { parseYaml } from '../parse-yaml.ts';

/** Tarnfield Instruments. The same every time: it is a file like any other, read by the same parser. */
export function demoOrganisation(): Organisation {
  const text = readFileSync(new URL('./organisation.yaml', import.meta.url), 'utf8');
  const read = parseYaml(text, { file: 'organisation.yaml' });
  if (!read.ok) throw new Error(read.problem.detail);
  return read.value;
}
