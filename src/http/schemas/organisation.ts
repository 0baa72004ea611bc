import { z } from '@hono/zod-openapi';
import { ENTITLEMENT_KINDS, RISKS } from '../../domain/catalog/entitlement.ts';
import { GRANTED_ROLES } from '../../domain/people/person.ts';
import { SCOPES } from '../../domain/people/scope.ts';

export const personSchema = z
  .object({
    id: z.string().openapi({ example: 'per_7K3F9QAB2M' }),
    name: z.string(),
    email: z.string(),
    title: z.string(),
    department: z.string(),
    manager: z.string().nullable().openapi({ description: 'Id of the manager' }),
    status: z.enum(['active', 'offboarded']),
    roles: z.array(z.enum(GRANTED_ROLES)),
  })
  .openapi('Person');

export const appSchema = z
  .object({
    id: z.string().openapi({ example: 'app_7K3F9QAB2M' }),
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    owners: z.array(z.string()).openapi({ description: 'Ids of people' }),
  })
  .openapi('App');

export const entitlementSchema = z
  .object({
    id: z.string().openapi({ example: 'ent_7K3F9QAB2M' }),
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    kind: z.enum(ENTITLEMENT_KINDS),
    risk: z.enum(RISKS),
    levels: z.array(z.string()),
  })
  .openapi('Entitlement');

export const callerSchema = z
  .object({
    kind: z.enum(['person', 'service']),
    person: personSchema.nullable(),
    name: z.string(),
    roles: z.array(z.enum(GRANTED_ROLES)),
    scopes: z.array(z.enum(SCOPES)),
  })
  .openapi('Caller');

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    detail: z.string(),
    field: z.string().optional(),
    state: z.string().optional(),
    data: z
      .record(z.string(), z.unknown())
      .optional()
      .openapi({ description: 'Of `version_conflict`: the plan as it is now' }),
  })
  .openapi('Problem');

export function pageOf<T extends z.ZodType>(items: T) {
  return z.object({ items: z.array(items), next: z.string().nullable() });
}
