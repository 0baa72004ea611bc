import { z } from 'zod';

/** `connector_config` of an app whose connector is `manual`. All of it may be left out. */
export const manualConfig = z.strictObject(
  {
    assignees: z
      .array(z.email('must be an e-mail address'), { error: 'must be a list of e-mail addresses' })
      .default([]),
    due_days: z.number({ error: 'must be a number of days' }).positive('must be more than 0').max(90).default(2),
  },
  { error: ({ code }) => (code === 'unrecognized_keys' ? 'knows assignees and due_days only' : undefined) },
);
