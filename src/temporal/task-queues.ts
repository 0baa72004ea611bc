/** Bulkheads: a dead app or a Slack outage fills its own queue and slows nothing else. */
export const TASK_QUEUES = {
  /** Workflows, and the recording of what they decide. */
  requests: 'requests',
  /** Calls to connected apps. */
  provisioning: 'provisioning',
  /** Slack and mail. */
  notifications: 'notifications',
} as const;

export type QueueName = keyof typeof TASK_QUEUES;

/** The queue of that name beside `own`: installations that share a namespace put their name in front of all of theirs. */
export function siblingQueue(own: string, name: QueueName): string {
  return own.slice(0, own.length - TASK_QUEUES.requests.length) + TASK_QUEUES[name];
}
