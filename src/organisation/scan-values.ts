import type { Finding, Path } from './finding.ts';
import { quoted, subjectAt } from './wording.ts';

const DEEPEST = 32;
/** Counted as often as an alias repeats them, so that a small file cannot stand for endless work. */
const MOST_VALUES = 2_000_000;

/** What no text and no number may hold, wherever it stands. */
export function scanValues(root: unknown): readonly Finding[] {
  const findings: Finding[] = [];
  let left = MOST_VALUES;
  const visit = (value: unknown, path: Path): void => {
    left -= 1;
    if (left < 0) return;
    const wrong = path.length > DEEPEST ? 'is nested too deeply' : wrongWith(value);
    if (wrong !== undefined) findings.push({ path, sentence: `${subjectAt(path)} ${wrong}` });
    else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of entriesOf(value)) visitMember(key, member, [...path, key]);
    }
  };
  const visitMember = (key: PropertyKey, member: unknown, path: Path): void => {
    const wrong = typeof key === 'string' ? wrongWithKey(key) : undefined;
    if (wrong === undefined) visit(member, path);
    else findings.push({ path, sentence: `the key ${quoted(key)} ${wrong}` });
  };
  visit(root, []);
  return left < 0 ? [{ path: [], sentence: `the file has more than ${MOST_VALUES} values` }] : findings;
}

function entriesOf(value: object): Iterable<[PropertyKey, unknown]> {
  return Array.isArray(value) ? value.entries() : Object.entries(value);
}

function wrongWith(value: unknown): string | undefined {
  if (typeof value === 'string') return wrongWithText(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return 'must be a finite number';
  return undefined;
}

function wrongWithKey(key: string): string | undefined {
  return key === '__proto__' ? 'is not allowed' : wrongWithText(key);
}

function wrongWithText(text: string): string | undefined {
  if (text.includes('\0')) return 'has a NUL character';
  return text.isWellFormed() ? undefined : 'has half of a character (a lone surrogate)';
}
