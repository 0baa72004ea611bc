import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { NODE_FLAGS } from '../../src/supervisor/node-flags.ts';

const flags = NODE_FLAGS.join(' ');

it.each(['server', 'worker'])('npm run %s starts Node as the supervisor does', async (name) => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts[name]).toBe(`exec node ${flags} src/launch.mjs ${name}.ts`);
});

it('so does the image', async () => {
  expect(await readFile('temporal-docker/Dockerfile', 'utf8')).toContain(`NODE_OPTIONS=${flags}\n`);
});
