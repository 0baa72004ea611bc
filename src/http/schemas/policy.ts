import { z } from '@hono/zod-openapi';

const file = {
  yaml: z.string().optional().openapi({ description: 'The text of a leasehold.yaml, up to 5 MB' }),
  csv: z
    .strictObject({ people: z.string().optional(), apps: z.string().optional(), entitlements: z.string().optional() })
    .optional()
    .openapi({ description: 'The texts of CSV files instead; what is not given is left alone' }),
};
const WHICH = 'There is either "yaml" or "csv"';

function isOne({ yaml, csv }: { readonly yaml?: unknown; readonly csv?: unknown }): boolean {
  return (yaml === undefined) !== (csv === undefined);
}

export const planWishSchema = z.strictObject(file).refine(isOne, WHICH).openapi('PlanPolicy');

export const applyWishSchema = z
  .strictObject({
    ...file,
    version: z.number().int().min(1).openapi({ description: 'The one it was planned on' }),
    hash: z
      .string()
      .max(64)
      .optional()
      .openapi({ description: 'Of the plan that was read: refused where anything else would be done' }),
  })
  .refine(isOne, WHICH)
  .openapi('ApplyPolicy');

export const simulateWishSchema = z
  .strictObject({
    ...file,
    last: z.number().int().min(1).max(1000).default(100).openapi({ description: 'How many requests to look at' }),
  })
  .refine(isOne, WHICH)
  .openapi('SimulatePolicy');

export const simulatedSchema = z
  .object({
    looked: z.number(),
    sentence: z.string().openapi({ example: '7 of 120 would change.' }),
    changed: z.array(
      z.object({ id: z.string(), requester: z.string(), app: z.string(), before: z.string(), after: z.string() }),
    ),
  })
  .openapi('Simulated');

const counts = z.object({ added: z.number(), changed: z.number(), removed: z.number() });

export const planSchema = z
  .object({
    version: z.number(),
    hash: z.string(),
    lines: z
      .array(z.string())
      .openapi({ example: ['~ rule "Production" now goes to flow "two-owners" (was "manager")'] }),
    more: z.number().openapi({ description: 'How many lines are not shown' }),
    counts: z.object({
      ...{ people: counts, apps: counts, entitlements: counts, flows: counts, rules: counts, duties: counts },
    }),
    warnings: z.array(z.string()),
  })
  .openapi('Plan');

export const appliedSchema = planSchema
  .extend({ notOffboarded: z.array(z.object({ email: z.string(), why: z.string() })) })
  .openapi('Applied', { description: '`version` is the new one; the same as before where nothing had to change' });

export const versionSchema = z
  .object({ version: z.number(), appliedAt: z.string(), appliedBy: z.string() })
  .openapi('PolicyVersion');

export const currentSchema = versionSchema.extend({ yaml: z.string() }).openapi('CurrentPolicy');
export const versionTextSchema = versionSchema.extend({ text: z.string().nullable() }).openapi('PolicyVersionText');

export const versionNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'A version is a number from 1')
  .transform(Number)
  .openapi({ example: '3' });

export const versionsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.coerce
    .number()
    .int()
    .min(1)
    .max(999_999_999)
    .optional()
    .openapi({ description: '`next` of the page before' }),
});
