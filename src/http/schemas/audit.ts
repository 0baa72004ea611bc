import { z } from '@hono/zod-openapi';
import { AFTER, limit } from './pages.ts';
import { instant, name } from './text.ts';

export const auditQuery = z.object({
  subject: name.optional().openapi({ description: 'What it is about', example: 'request:REQ-7K3F9QAB2M' }),
  fact: name.optional().openapi({ example: 'request.approved' }),
  actor: name.optional().openapi({ description: 'Who did it', example: 'person:per_7K3F9QAB2M' }),
  from: instant.optional().openapi({ description: 'From this moment on' }),
  to: instant.optional().openapi({ description: 'Before this moment' }),
  limit,
  after: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().openapi(AFTER),
});

export const auditRowSchema = z
  .object({
    index: z.number().openapi({ description: 'The place in the chain, from 1, without gaps' }),
    ...{ at: z.string(), fact: z.string(), actor: z.string(), subject: z.string(), surface: z.string() },
    assurance: z.string().nullable().openapi({ description: 'How sure it is that it was them' }),
    data: z.record(z.string(), z.unknown()),
    body: z.string().openapi({ description: 'The bytes that the hash is of, together with the hash before' }),
    hash: z.string(),
  })
  .openapi('AuditRow');

export const verdictSchema = z
  .object({
    whole: z.boolean(),
    rows: z.number(),
    signedHeads: z.number(),
    breaks: z.array(z.object({ index: z.number(), problem: z.string() })),
  })
  .openapi('Verdict');

export const auditExportSchema = z.string().openapi('AuditExport', { description: 'One row a line' });
