import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflows } from '../../src/temporal/workflow-bundle.ts';

export interface WorkflowBundleFile {
  /** For `Worker.create({ workflowBundle: { codePath } })`. */
  readonly codePath: string;
  /** Where each module in it came from: absolute paths, and names of webpack's own parts. */
  readonly modules: readonly string[];
}

/** Bundles each entry once a run: at over a second each, a worker per test file must not do it again. */
export function createWorkflowBundles(folder: string): (entry: string) => Promise<WorkflowBundleFile> {
  const made = new Map<string, Promise<WorkflowBundleFile>>();
  return (entry) => {
    const bundle = made.get(entry) ?? makeBundle(entry || undefined, join(folder, `workflows-${made.size}.cjs`));
    made.set(entry, bundle);
    return bundle;
  };
}

async function makeBundle(workflowsPath: string | undefined, codePath: string): Promise<WorkflowBundleFile> {
  const { code } = await bundleWorkflows(workflowsPath);
  await writeFile(codePath, code);
  const inline = /sourceMappingURL=data:application\/json;charset=utf-8;base64,(\S+)/.exec(code)?.[1];
  if (inline === undefined) throw new Error('the workflow bundle has no source map to read its modules from');
  const { sources } = JSON.parse(Buffer.from(inline, 'base64').toString('utf8')) as { sources: string[] };
  return { codePath, modules: sources };
}
