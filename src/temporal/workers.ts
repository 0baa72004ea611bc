import { type NativeConnection, Worker, type WorkerOptions, type WorkflowBundleOption } from '@temporalio/worker';
import { siblingQueue, TASK_QUEUES } from './task-queues.ts';
import { bundleWorkflows } from './workflow-bundle.ts';

export interface WorkerWish {
  readonly connection: NativeConnection;
  readonly namespace: string;
  /** Without `notifications` nobody is told anything. */
  readonly activities: {
    readonly requests: object;
    readonly provisioning: object;
    readonly notifications?: object | undefined;
  };
  /** Of workflows and their records; the others are its siblings. */
  readonly taskQueue?: string;
  readonly workflowBundle?: WorkflowBundleOption;
}

/** For activities under way when the worker is told to stop: the supervisor ends it about a second later. */
const GRACE = '3s';

/** One worker per task queue: each queue is served as fast as what it talks to allows, and no other waits for it. */
export async function createWorkers(wish: WorkerWish): Promise<Worker[]> {
  const { connection, namespace, activities, taskQueue = TASK_QUEUES.requests } = wish;
  const shared: Omit<WorkerOptions, 'taskQueue'> = { connection, namespace, shutdownGraceTime: GRACE };
  const requests = await Worker.create({
    ...shared,
    taskQueue,
    workflowBundle: wish.workflowBundle ?? (await bundleWorkflows()),
    activities: activities.requests,
    // Some 90 kB each. A lease sleeps for weeks: keeping more of them in memory meanwhile gains nothing.
    maxCachedWorkflows: 500,
    // More than may stand in line for apps, so that there is always room to record something.
    maxConcurrentActivityTaskExecutions: 2_000,
  });
  const provisioning = await Worker.create({
    ...shared,
    taskQueue: siblingQueue(taskQueue, 'provisioning'),
    activities: activities.provisioning,
  });
  if (activities.notifications === undefined) return [requests, provisioning];
  const notifications = await Worker.create({
    ...shared,
    ...GENTLE,
    taskQueue: siblingQueue(taskQueue, 'notifications'),
    activities: activities.notifications,
  });
  return [requests, provisioning, notifications];
}

/** One of these follows the record, the others talk to Slack, which lets nobody hurry. */
const GENTLE = {
  ...{ maxConcurrentActivityTaskExecutions: 11, maxTaskQueueActivitiesPerSecond: 50 },
  // Whoever follows the record is told at once to stop; what is being sent is finished all the same.
  shutdownGraceTime: 0,
} as const;
