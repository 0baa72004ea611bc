import type { WorkflowBundleFile } from '../setup/workflow-bundles.ts';
import { askHouse } from './house.ts';

/** The bundle of workflows/index.ts (or of another entry), made once a run: `Worker.create({ workflowBundle: await workflowBundle() })`. */
export function workflowBundle(entry = ''): Promise<WorkflowBundleFile> {
  return askHouse('workflowBundle', entry);
}
