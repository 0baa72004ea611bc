import { z } from '@hono/zod-openapi';
import { namedSchema, proofSchema } from './requests.ts';
import { name, text } from './text.ts';

export const accessQuery = z.object({
  person: name.optional().openapi({ description: 'Id or e-mail; yourself unless given' }),
  app: name.optional().openapi({ description: 'Id or slug. Alone, its owners see all who hold something in it' }),
  limit: z.coerce.number().int().min(1).max(200).default(50).openapi({ description: 'Of an app as a whole' }),
  after: z.string().max(200).optional().openapi({ description: '`next` of the page before' }),
});

export const heldSchema = z
  .object({
    id: z.string().openapi({ example: 'hol_7K3F9QAB2M' }),
    person: namedSchema.nullable(),
    app: namedSchema,
    entitlement: namedSchema,
    level: z.string().nullable(),
    state: z.enum(['held', 'giving', 'taking', 'gone', 'untracked']),
    until: z.string().nullable().openapi({ description: 'Null: no end is set' }),
    proof: proofSchema.nullable(),
    because: z.array(z.object({ source: z.string(), request: z.string().nullable(), until: z.string().nullable() })),
  })
  .openapi('Held');

export const whySchema = heldSchema
  .omit({ because: true })
  .extend({
    because: z.array(
      z.object({
        ...{ source: z.string(), level: z.string().nullable(), until: z.string().nullable() },
        ...{ effectiveAt: z.string().nullable(), proof: proofSchema.nullable() },
        request: z
          .object({
            ...{ id: z.string(), state: z.string(), requester: namedSchema, reason: z.string() },
            approval: z.enum(['levels', 'auto_approve', 'emergency', 'direct_grant']),
            approvals: z.array(
              z.object({
                ...{ by: namedSchema, for: namedSchema.nullable(), at: z.string(), comment: z.string().nullable() },
              }),
            ),
            decidedAt: z.string().nullable(),
          })
          .nullable(),
      }),
    ),
  })
  .openapi('WhyHeld');

export const endingSchema = z.strictObject({ reason: text.optional() });

export const endedSchema = z
  .object({ request: z.string(), applied: z.boolean(), state: z.string().nullable() })
  .openapi('Ended', { description: 'The request that sees to it: the lease that is ended, or a removal' });

export const likeQuery = z.object({
  person: name.optional().openapi({ description: 'Id or e-mail of a colleague' }),
  title: name.optional().openapi({ description: 'A job title' }),
});

const likelySchema = z
  .object({
    ...{ app: namedSchema, entitlement: namedSchema, level: z.string().nullable() },
    common: z
      .object({ count: z.number(), of: z.number() })
      .openapi({ description: 'How many have it: of those with your title, or with the title asked for' }),
  })
  .openapi('Likely');

export const likeSchema = z
  .object({ items: z.array(likelySchema), lessCommon: z.array(likelySchema) })
  .openapi('AccessLike', { description: 'Of a title, `items` is what at least half of its holders have' });
