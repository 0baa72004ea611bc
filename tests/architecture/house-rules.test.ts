import { describe, expect, it } from '@jest/globals';
import { ruleViolations } from './house-rules.ts';
import { readText, repositoryFiles } from './repository.ts';

const BINARY = /\.(png|jpe?g|ico|woff2?|gz|zip)$/;

// Planted words are put together from parts, or the rules would find them in this file.
const planted = (...parts: string[]) => parts.join('');

describe('the rules of the house', () => {
  it('are kept in every file', () => {
    const files = repositoryFiles().filter((path) => !BINARY.test(path));
    expect(ruleViolations(files.map((path) => ({ path, text: readText(path) })))).toEqual([]);
  });

  it.each([
    ['src/http/app.ts', 'const port = process.env.PORT;', 'reads the environment'],
    ['tests/a.test.ts', planted('it.', 'only("a", () => {});'), 'leaves tests out'],
    ['tests/a.test.ts', planted('describe.', 'skip("a", () => {});'), 'leaves tests out'],
    ['tests/a.test.ts', planted('x', 'it("a", () => {});'), 'leaves tests out'],
    ['src/domain/a.ts', planted('// TO', 'DO: later'), 'puts something off'],
    ['docs/a.md', planted('see `/ro', 'ot/.cache`'), 'names a path'],
    ['.ci/run', planted('cd /ho', 'me/ada/code'), 'names a path'],
    ['package-lock.json', planted('"resolved": "https://registry.npm', 'js.org/a"'), 'names a package registry'],
  ])('%s may not hold: %s', (path, line, says) => {
    expect(ruleViolations([{ path, text: `first\n${line}` }])).toEqual([expect.stringContaining(`${path}:2 ${says}`)]);
  });

  it.each([
    ['src/config/load-config.ts', 'loadConfig(process.env)'],
    ['src/domain/a.ts', planted('// TO', 'DO(#12): later')],
    ['src/domain/a.ts', "import { items } from '../domain/work/items.ts';"],
    ['Dockerfile', planted('WORKDIR /ho', 'me/node/app')],
    ['src/connectors/registry.ts', 'export const registry = {};'],
  ])('%s may hold: %s', (path, line) => {
    expect(ruleViolations([{ path, text: line }])).toEqual([]);
  });
});
