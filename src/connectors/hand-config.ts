import { z } from 'zod';

/** Keys of `connector_config` for whatever asks people: who, and until when. */
export const handConfig = {
  assignees: z.array(z.email('must be an e-mail address'), { error: 'must be a list of e-mail addresses' }).default([]),
  due_days: z.number({ error: 'must be a number of days' }).positive('must be more than 0').max(90).default(2),
};
