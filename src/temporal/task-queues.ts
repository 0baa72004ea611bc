/** Bulkheads: a dead app or a Slack outage fills its own queue and slows nothing else. */
export const TASK_QUEUES = {
  /** Workflows, and the recording of what they decide. */
  requests: 'requests',
  /** Calls to connected apps. */
  provisioning: 'provisioning',
  /** Slack and mail. */
  notifications: 'notifications',
} as const;
