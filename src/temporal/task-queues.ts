/** Bulkheads: a dead app or a Slack outage fills its own queue, or its own lanes, and slows nothing else. */
export const TASK_QUEUES = {
  /** Workflows, the recording of what they decide, and first tries with apps, as far as their lanes go. */
  requests: 'requests',
  /** Calls to connected apps that found no lane, or did not work the first time. */
  provisioning: 'provisioning',
  /** Slack and mail. */
  notifications: 'notifications',
} as const;

export type QueueName = keyof typeof TASK_QUEUES;

/** The queue of that name beside `own`: installations that share a namespace put their name in front of all of theirs. */
export function siblingQueue(own: string, name: QueueName): string {
  return own.slice(0, own.length - TASK_QUEUES.requests.length) + TASK_QUEUES[name];
}
