import { z } from '@hono/zod-openapi';
import { afterCreated, limit } from './pages.ts';
import { namedSchema as named } from './requests.ts';
import { name, text } from './text.ts';

const states = ['open', 'completed', 'refused', 'withdrawn'] as const;

export const taskSchema = z
  .object({
    id: z.string().openapi({ example: 'tsk_7K3F9QAB2M' }),
    kind: z.enum(['provision', 'deprovision', 'check_failure', 'review_emergency']),
    state: z.enum(states),
    app: named,
    entitlement: named.nullable(),
    for: named.nullable().openapi({ description: 'Whose access it is about' }),
    assignee: named.nullable(),
    request: z.string().nullable().openapi({ description: 'Id of the request that it belongs to, if to one alone' }),
    instructions: z.string(),
    createdAt: z.string(),
    dueAt: z.string().nullable(),
    doneAt: z.string().nullable(),
    doneBy: named.nullable(),
    answer: z.string().nullable().openapi({ description: 'A remark where it was done, the reason where it was not' }),
    url: z.string(),
  })
  .openapi('Task');

export const taskQuery = z.object({
  state: z.enum(states).optional(),
  limit,
  after: afterCreated('task').optional(),
});

export const completionSchema = z.strictObject({ comment: text.optional() }).openapi('Completion');
export const refusalSchema = z.strictObject({ reason: text }).openapi('Refusal');
export const assignmentSchema = z
  .strictObject({ to: name.openapi({ description: 'Id or e-mail' }) })
  .openapi('Assignment');
