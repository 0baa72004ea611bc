import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import { parseYaml } from '../../src/organisation/parse-yaml.ts';

/** The organisation, where the text must be good. */
export function parsed(text: string): Organisation {
  const read = parseYaml(text);
  if (!read.ok) throw new Error(read.problem.detail);
  return read.value;
}

/** What is told, where the text must be refused. */
export function refusal(text: string): string {
  const read = parseYaml(text);
  if (read.ok) throw new Error('it was not refused');
  return read.problem.detail;
}

/** Lines as they stand in a file, so that a test shows its line numbers. */
export function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

export const ada = '  - { email: ada@x.example, name: Ada }';
export const bo = '  - { email: bo@x.example, name: Bo }';
