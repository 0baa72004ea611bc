import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const WORKFLOWS = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));

/**
 * The code of workflows, as one script. Its modules hold nothing that belongs to one workflow: they are evaluated once and
 * frozen, and not once more for each workflow that is begun or woken.
 */
export function bundleWorkflows(workflowsPath = WORKFLOWS) {
  return bundleWorkflowCode({ workflowsPath, preloadModules: [workflowsPath], logger: quiet });
}

const silent = () => {};
/** Webpack tells how large the bundle is at every start; only its problems matter. */
const quiet = { log: silent, trace: silent, debug: silent, info: silent, warn: console.warn, error: console.error };
