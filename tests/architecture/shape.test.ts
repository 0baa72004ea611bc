import { describe, expect, it } from '@jest/globals';
import { cycles, deepBarrels, defaultExports } from './check-shape.ts';
import { allSources } from './repository.ts';
import { readSource } from './source.ts';

const sourcesOf = (files: Record<string, string>) =>
  Object.entries(files).map(([path, text]) => readSource(path, text));

describe('the shape of the code', () => {
  it('has no circles of files', () => {
    expect(cycles(allSources())).toEqual([]);
  });

  it('has names for all exports', () => {
    expect(defaultExports(allSources())).toEqual([]);
  });

  it('has no deep barrels', () => {
    expect(deepBarrels(allSources())).toEqual([]);
  });

  it('when three files import each other in a circle, then the circle is found once', () => {
    const a = "import { b } from './b.ts';";
    const b = "export const late = () => import('./c.ts');";
    const c = "import type { a } from './a.ts'; import './d.ts';";
    expect(cycles(sourcesOf({ 'a.ts': a, 'b.ts': b, 'c.ts': c, 'd.ts': '' }))).toEqual(['a.ts → b.ts → c.ts → a.ts']);
  });

  it.each(['export default 1;', 'export default class A {}', 'const a = 1;\nexport { a as default };'])(
    'when a file says %s, then that is a default export',
    (text) => {
      expect(defaultExports(sourcesOf({ 'a.ts': text }))).toHaveLength(1);
    },
  );

  it('when a barrel passes on a barrel, or everything, then both are found', () => {
    const files = { 'index.ts': "export { a } from './in/index.ts';", 'in/index.ts': "export * from './a.ts';" };
    expect(deepBarrels(sourcesOf(files))).toEqual([
      'index.ts:1 exports ./in/index.ts on, which exports it on itself',
      'in/index.ts:1 exports ./a.ts on as a whole: name what is meant',
    ]);
  });
});
