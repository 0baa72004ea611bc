import { matchesGlob } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { distributionOf, inWords } from './measure.ts';
import { allSources } from './repository.ts';
import { readSource, type Source } from './source.ts';

// A migration is a list in time, a generated file has no author: neither has two jobs when it is long.
const EXEMPT = ['**/migrations/**', '**/*.gen.ts'];

const isTest = (source: Source) => source.path.startsWith('tests/');
const sources = allSources().filter((source) => !EXEMPT.some((glob) => matchesGlob(source.path, glob)));
const code = sources.filter((source) => !isTest(source));
const tests = sources.filter(isTest);

const longerThan = (limit: number, among: readonly Source[]) =>
  among.filter(({ lines }) => lines > limit).map(({ path, lines }) => `${path} has ${lines} lines`);

function longFunctions(limit: number, among: readonly Source[]): string[] {
  return among.flatMap(({ path, functions }) =>
    functions
      .filter(({ lines }) => lines > limit)
      .map(({ name, line, lines }) => `${path}:${line} ${name} has ${lines} lines`),
  );
}

const namedFunctions = (among: readonly Source[]) =>
  among.flatMap(({ functions }) => functions.filter(({ named }) => named).map(({ lines }) => lines));

describe('the budgets', () => {
  const files = distributionOf(code.map(({ lines }) => lines));
  const functions = distributionOf(namedFunctions(code));

  it('are printed', () => {
    const testFiles = distributionOf(tests.map(({ lines }) => lines));
    console.log(
      [inWords('files', files), inWords('functions', functions), inWords('test files', testFiles)].join('\n'),
    );
    expect(files.count).toBeGreaterThan(0);
  });

  it('of files are kept: median 60, nine of ten within 200, none over 300 (tests 400)', () => {
    expect([...longerThan(300, code), ...longerThan(400, tests)]).toEqual([]);
    expect(files.median).toBeLessThanOrEqual(60);
    expect(files.share(200)).toBeGreaterThanOrEqual(0.9);
  });

  it('of functions are kept: median 10, none over 50', () => {
    expect(longFunctions(50, sources)).toEqual([]);
    expect(functions.median).toBeLessThanOrEqual(10);
  });
});

describe('measuring', () => {
  it('when half of the sizes are small, then the median is the first of the greater half', () => {
    const { median, p90, max, share } = distributionOf([1, 10, 2, 9, 3, 8, 4, 7, 5, 6]);
    expect({ median, p90, max, share: share(5) }).toEqual({ median: 6, p90: 10, max: 10, share: 0.5 });
  });

  it('when a function has three lines, then three are counted, whatever letters stand above it', () => {
    const [only] = readSource('a.ts', '// é\n\nfunction a() {\n  return 1;\n}\n').functions;
    expect(only).toEqual({ name: 'a', line: 3, lines: 3, named: true });
  });

  it('when functions are given names, then they are found by them; chapters of tests are not functions', () => {
    const text = `class A { constructor() {} #one() {} get two() { return 1; } three = () => 1; }
      const four = async () => [1].map((n) => n);
      const five = { six() {}, seven: function () {} };
      describe('chapter', () => { it('test', () => {}); });
      describe.each([1])('chapter', () => { it.each([1])('test', () => {}); });
      onEachDatabase('chapter', (open) => { describe('chapter', () => { it('test', () => {}); }); });`;
    const { functions } = readSource('a.ts', text);
    const names = functions.filter(({ named }) => named).map(({ name }) => name);
    expect(names).toEqual(['constructor', 'one', 'two', 'three', 'four', 'six', 'seven']);
    expect(functions).toHaveLength(names.length + 4);
  });
});
