import { z } from '@hono/zod-openapi';
import { REQUEST_STATES } from '../../domain/request/request.ts';
import { idOf } from './ids.ts';
import { problemSchema } from './organisation.ts';
import { afterCreated, limit } from './pages.ts';
import { instant, name, text } from './text.ts';

export const leaseSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('indefinite'), startAt: instant.optional() }),
    z.strictObject({ kind: z.literal('for'), length: z.string().max(40), startAt: instant.optional() }),
    z.strictObject({ kind: z.literal('between'), startAt: instant.optional(), endAt: instant }),
  ])
  .openapi('Lease');

export const submitSchema = z
  .strictObject({
    for: name.optional().openapi({ description: 'Id or e-mail; yourself unless given' }),
    app: name.openapi({ description: 'Id or slug' }),
    changes: z
      .array(
        z.strictObject({
          op: z.enum(['add', 'remove', 'modify']),
          entitlement: name.openapi({ description: 'Id or slug' }),
          level: name.optional(),
          fields: z.record(name, z.union([text, z.number(), z.boolean()])).optional(),
        }),
      )
      .min(1)
      .max(50),
    lease: leaseSchema.optional(),
    reason: text.optional(),
    reasonCode: name.optional(),
    approvers: z.array(name).max(50).optional(),
    emergency: z.boolean().optional(),
    facts: z.string().max(64).optional().openapi({ description: 'The hash of the preview that was shown' }),
  })
  .openapi('Submit');

export const requestsQuery = z.object({
  tab: z.enum(['open', 'closed', 'rejected']).optional(),
  state: z.enum(REQUEST_STATES).optional(),
  app: name.optional().openapi({ description: 'Id or slug' }),
  search: name.optional().openapi({ description: 'A ticket, or part of what people or apps are called' }),
  own: z.enum(['true', 'false']).optional().openapi({ description: '`true`: only what you asked for or is for you' }),
  decides: z.enum(['true', 'false']).optional().openapi({ description: '`true`: only what waits for your decision' }),
  bundle: idOf('bundle').optional().openapi({ description: 'Only what was asked for together' }),
  limit,
  after: afterCreated('request').optional(),
});

export const decisionSchema = z
  .strictObject({ decision: z.enum(['approve', 'reject']), comment: text.optional(), lease: leaseSchema.optional() })
  .openapi('Decision');

export const bundleSchema = z.strictObject({ requests: z.array(submitSchema).min(1).max(20) }).openapi('Bundle');

export const extensionSchema = z
  .strictObject({
    lease: leaseSchema.openapi({ description: '`for`: so much longer than it has' }),
    ...{ reason: text.optional(), reasonCode: name.optional() },
  })
  .openapi('Extension');

export const reasonSchema = z.strictObject({ reason: text.optional() });
export const textSchema = z.strictObject({ text: text.min(1) });
export const emptySchema = z.strictObject({});

export const namedSchema = z.object({ id: z.string(), name: z.string() });
export const proofSchema = z.object({ kind: z.string(), at: z.string(), by: z.string().nullable() });

export const requestSchema = z
  .object({
    id: z.string().openapi({ example: 'REQ-7K3F9QAB2M' }),
    kind: z.string(),
    state: z.string(),
    requester: namedSchema,
    for: namedSchema,
    app: namedSchema,
    changes: z.array(
      z.object({
        id: z.string(),
        op: z.string(),
        entitlement: namedSchema,
        level: z.string().nullable(),
        state: z.string(),
        proof: proofSchema.nullable(),
        effectiveAt: z.string().nullable(),
        endsAt: z.string().nullable(),
        failure: z.string().nullable(),
      }),
    ),
    lease: z.object({
      asked: leaseSchema,
      granted: leaseSchema.nullable(),
      endsAt: z.string().nullable(),
      verifiedGoneAt: z.string().nullable(),
    }),
    reason: z.string(),
    flags: z.array(z.string()),
    levels: z.array(
      z.object({
        mode: z.string(),
        state: z.string(),
        people: z.array(
          z.object({
            person: namedSchema,
            because: z.string(),
            canActNow: z.boolean(),
            decision: z.object({ verdict: z.string(), at: z.string(), comment: z.string().nullable() }).nullable(),
          }),
        ),
      }),
    ),
    clocks: z.object({ decideBy: z.string(), giveBy: z.string().nullable(), extensionLimit: z.string().nullable() }),
    thread: z.array(z.object({ kind: z.string(), by: z.string(), at: z.string(), text: z.string() })),
    createdAt: z.string(),
    decidedAt: z.string().nullable(),
    bundle: z.string().nullable().openapi({ description: 'What was asked for together shares it' }),
    url: z.string(),
  })
  .openapi('Request');

export const bundleAnswerSchema = z
  .object({
    bundle: z.string().openapi({ example: 'bun_7K3F9QAB2M' }),
    items: z.array(
      z.object({ request: requestSchema.nullable(), applied: z.boolean(), problem: problemSchema.nullable() }),
    ),
  })
  .openapi('BundleAnswer', { description: 'In the order asked. `applied: false` without a problem: kept durably' });

export const previewSchema = requestSchema
  .omit({ id: true, url: true })
  .extend({ notified: z.number(), facts: z.string() })
  .openapi('Preview');

export const deliverySchema = z
  .object({ applied: z.boolean(), state: z.string().nullable() })
  .openapi('Delivery', { description: '`applied: false`: kept durably, takes effect when a worker is back' });
