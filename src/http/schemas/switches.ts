import { z } from '@hono/zod-openapi';
import { instant, name } from './text.ts';

export const freezeSchema = z
  .strictObject({ app: name.optional().openapi({ description: 'Id or slug; all of them unless given' }) })
  .openapi('Freeze');
export const frozenSchema = z.object({ app: z.string().nullable(), frozen: z.boolean() }).openapi('Frozen');

export const pauseSchema = z
  .strictObject({ until: instant.openapi({ description: 'At most 7 days ahead' }) })
  .openapi('Pause');
export const pausedSchema = z
  .object({ takings: z.enum(['proposed', 'paused']), until: z.string() })
  .openapi('Paused', { description: '`proposed`: another admin has to say the same' });
export const resumedSchema = z.object({ takings: z.literal('on') }).openapi('Resumed');
