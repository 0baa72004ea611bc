import type { z } from 'zod';
import type { Finding, Path } from '../finding.ts';
import { didYouMean, oneOf, quoted, subjectAt } from '../wording.ts';

/** What a schema did not like, as findings. Messages are predicates: the key in front makes the sentence. */
export function findingsOf(error: z.ZodError): readonly Finding[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [finding(issue.path, issue.message)];
    const messages = issue.message.split('\n');
    return issue.keys.map((key, i) => finding([...issue.path, key], messages[i] ?? ''));
  });
}

function finding(path: Path, message: string): Finding {
  return { path, sentence: `${subjectAt(path)} ${message}` };
}

/** What is said where a schema has no sentence of its own. */
export function sayIssue(issue: z.core.$ZodRawIssue): string | undefined {
  const { input } = issue;
  const isAboutType = issue.code === 'invalid_type' || issue.code === 'invalid_value';
  if (input === undefined && isAboutType) return 'is missing';
  if (input === null) return 'is empty: it needs a value, or the key is left out';
  if (issue.code === 'invalid_type') return `must be ${typeName(issue.expected)}, not ${describe(input)}`;
  if (issue.code === 'invalid_value') return sayChoice(issue.values.map(String), input);
  if (issue.code === 'too_big') return sayTooBig(issue.origin, Number(issue.maximum));
  return undefined;
}

function sayChoice(choices: readonly string[], input: unknown): string {
  const near = typeof input === 'string' ? didYouMean(input, choices) : '';
  return `must be ${oneOf(choices)}, not ${describe(input)}${near}`;
}

function sayTooBig(origin: string, most: number): string {
  return origin === 'array' ? `has more than ${most} entries` : `is longer than ${most} characters`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys and values',
};

function typeName(expected: string): string {
  return typeNames[expected] ?? expected;
}

function describe(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a map';
  return typeof input === 'string' ? quoted(input) : String(input);
}
