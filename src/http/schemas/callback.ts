import { z } from '@hono/zod-openapi';

/** What the endpoint of an app says became of what it had accepted. */
export const callbackSchema = z.strictObject({
  outcome: z.enum(['done', 'failed']),
  detail: z.string().max(4000).optional(),
});
