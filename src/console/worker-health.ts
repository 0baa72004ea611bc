import { hostname } from 'node:os';
import { loadConfig } from '../config/load-config.ts';
import { runRoot } from '../config/run-root.ts';
import { StartProblem } from '../ports/start-problem.ts';
import { connectToTemporal } from '../temporal/connection.ts';
import { TASK_QUEUES } from '../temporal/task-queues.ts';

/** Workers poll at least this often. */
const LATELY_MS = 2 * 60_000;

/** Whether a worker of this machine has asked Temporal for work lately: what a container engine asks. */
await runRoot(async () => {
  const { temporal } = loadConfig();
  const connection = await connectToTemporal(temporal);
  try {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace: temporal.namespace,
      taskQueue: { name: TASK_QUEUES.requests },
      taskQueueType: 1,
    });
    const since = Date.now() - LATELY_MS;
    const mine = (pollers ?? []).filter(({ identity }) => identity?.endsWith(`@${hostname()}`));
    if (mine.some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 > since)) return;
    throw new StartProblem(`No worker of ${hostname()} has asked for work in the last two minutes.`);
  } finally {
    await connection.close();
  }
});
