import { z } from '@hono/zod-openapi';
import { GRANTED_ROLES } from '../../domain/people/person.ts';
import { SCOPES } from '../../domain/people/scope.ts';
import { idOf } from './ids.ts';
import { AFTER, limit } from './pages.ts';
import { name } from './text.ts';

export const tokenQuery = z.object({ limit, after: idOf('token').optional().openapi(AFTER) });

export const tokenSchema = z
  .object({
    id: z.string().openapi({ example: 'tok_7K3F9QAB2M' }),
    name: z.string(),
    person: z.string().nullable().openapi({ description: 'Id of whom it acts for' }),
    role: z.enum(GRANTED_ROLES).nullable().openapi({ description: 'Of the service that it is for' }),
    scopes: z.array(z.enum(SCOPES)),
    createdAt: z.string(),
    expiresAt: z.string(),
    revokedAt: z.string().nullable(),
  })
  .openapi('Token');

export const tokenMadeSchema = tokenSchema
  .extend({ text: z.string().openapi({ description: 'The token itself. It is shown this once.' }) })
  .openapi('TokenMade');

export const tokenWishSchema = z
  .strictObject({
    name: name.openapi({ description: 'What it is for' }),
    scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).optional(),
    days: z.number().min(0.001).max(3650).optional(),
    role: z.enum(GRANTED_ROLES).optional().openapi({ description: 'For a service, made by super admins' }),
  })
  .openapi('TokenWish');
