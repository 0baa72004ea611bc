import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { TASK_QUEUES } from './task-queues.ts';

export interface WorkerWish {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: { readonly requests: object };
}

const WORKFLOWS = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));

/** For activities under way when the worker is told to stop: the supervisor ends it about a second later. */
const GRACE = '3s';

/** One worker per task queue: each queue is served as fast as what it talks to allows, and no other waits for it. */
export async function createWorkers({ connection, namespace, activities }: WorkerWish): Promise<Worker[]> {
  const shared: Omit<WorkerOptions, 'taskQueue'> = { connection, namespace, shutdownGraceTime: GRACE };
  const requests = await Worker.create({
    ...shared,
    taskQueue: TASK_QUEUES.requests,
    workflowBundle: await bundleWorkflowCode({ workflowsPath: WORKFLOWS, logger: quiet }),
    activities: activities.requests,
    // A lease sleeps for weeks: a workflow kept in memory meanwhile gains nothing.
    maxCachedWorkflows: 200,
  });
  return [requests];
}

/** Webpack tells how large the bundle is at every start; only its problems matter, and those are thrown. */
const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
