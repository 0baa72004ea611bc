import { describe, expect, it } from '@jest/globals';
import { parseYaml } from '../../src/organisation/parse-yaml.ts';
import { lines, refusal } from './support.ts';

const MEGABYTE = 1024 * 1024;

/** Nine lists, each of nine times the one before: 3 GB from a kilobyte. */
function bomb(): string {
  const names = [...'abcdefghi'];
  return lines(
    ...names.map(
      (name, i) =>
        `${name}: &${name} [${Array(9)
          .fill(i === 0 ? 'x' : `*${names[i - 1]}`)
          .join(', ')}]`,
    ),
  );
}

describe('when a file means harm', () => {
  it.each<[string, number, string, string]>([
    [
      'a bomb of aliases',
      1,
      'its aliases cannot be followed: excessive alias count indicates a resource exhaustion attack.',
      bomb(),
    ],
    [
      'an alias of nothing',
      1,
      'its aliases cannot be followed: unresolved alias (the anchor must be set before the alias): no.',
      'a: *no',
    ],
    ['a list in itself', 1, 'entry 1 of "people" is nested too deeply.', 'people: &a [*a]'],
    ['millions of brackets', 1, 'brackets are nested more than 64 deep.', '['.repeat(4 * MEGABYTE)],
    ['brackets that only close', 2, 'a bracket is closed that was never opened.', `a: 1\n${']'.repeat(MEGABYTE)}`],
    ['deep lists', 1, 'the file is nested too deeply.', '- '.repeat(20_000)],
    ['too many tokens', 1, 'the file has more than 1600000 tokens.', `[${','.repeat(2 * MEGABYTE)}`],
    ['a NUL', 2, '"name" has a NUL character.', 'organisation:\n  name: "a\\0b"'],
    [
      'half a character',
      1,
      'entry 1 of "groups" has half of a character (a lone surrogate).',
      'people: [{ email: a@x.example, name: A, groups: ["\\uD800"] }]',
    ],
    [
      'a prototype',
      1,
      'the key "__proto__" is not allowed.',
      'apps: [{ slug: a, connector_config: { __proto__: { x: 1 } } }]',
    ],
    ['no number', 1, '"n" must be a finite number.', 'apps: [{ slug: a, connector_config: { n: .nan } }]'],
    ['a tag', 1, 'this is not valid YAML: unresolved tag: tag:yaml.org,2002:js/function.', 'a: !!js/function x'],
    ['a second document', 2, 'a file holds one document, but a second one begins here.', 'people: []\n---\npeople: []'],
    ['a tab', 2, 'this is not valid YAML: tabs are not allowed as indentation.', 'people:\n\t- a'],
    ['nothing', 1, 'the file is empty.', '# only a comment'],
  ])('then %s is refused in a sentence', (_, line, sentence, text) => {
    expect(refusal(text)).toBe(`leasehold.yaml line ${line}: ${sentence} Nothing was changed.`);
  });

  it('then 50 MB are refused at once, unread', () => {
    const text = 'x'.repeat(50 * MEGABYTE);
    const start = performance.now();
    const read = parseYaml(text);
    expect(performance.now() - start).toBeLessThan(250);
    expect(read).toMatchObject({ ok: false, problem: { code: 'too_large' } });
    expect(read.ok ? '' : read.problem.detail).toBe(
      'leasehold.yaml has 50 MB, and 5 MB is the most. Nothing was changed.',
    );
  });

  it('then 100,000 wrong keys are told in seconds, not in minutes', () => {
    const keys = Array.from({ length: 100_000 }, (_, i) => `key${i}: 1`);
    const start = performance.now();
    expect(refusal(lines(...keys))).toContain('There are 99999 more problems.');
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  it('then no value of the file makes a sentence long', () => {
    expect(refusal(`organisation: { zone: ${'z'.repeat(100_000)} }`).length).toBeLessThan(250);
  });
});
