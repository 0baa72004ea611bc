import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tempFolder } from '../support/temp-folder.ts';
import { workflowBundle } from '../support/workflow-bundle.ts';
import { strangersIn } from './check-bundle.ts';
import { root } from './repository.ts';

/** A project of its own with these files, which finds the same packages as ours. */
async function aProject(files: Record<string, string>): Promise<string> {
  const folder = await tempFolder();
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

describe('the opened workflow bundle', () => {
  it('holds the workflows, the domain, a few files of src/temporal and the SDK', async () => {
    const { modules } = await workflowBundle();
    expect(modules.some((module) => module.endsWith('workflows/index.ts'))).toBe(true);
    expect(strangersIn(modules, root)).toEqual([]);
  });

  it('when a workflow brings a web framework and the use cases in, then both are found', async () => {
    const folder = await aProject({
      'workflows/index.ts': "export { life } from './life.ts';",
      'workflows/life.ts': `import { sleep } from '@temporalio/workflow';
        import { Hono } from 'hono';
        import { submit } from '../src/use-cases/submit.ts';
        import { days } from '../src/domain/time.ts';
        export async function life() { await sleep(days); return [new Hono(), submit]; }`,
      'src/use-cases/submit.ts': 'export const submit = 1;',
      'src/domain/time.ts': 'export const days = 1;',
    });
    const { modules } = await workflowBundle(join(folder, 'workflows/index.ts'));
    expect(strangersIn(modules, folder)).toEqual(['hono', 'src/use-cases/submit.ts']);
  });
});
