import { z } from '@hono/zod-openapi';
import { ENTITLEMENT_KINDS, RISKS } from '../../domain/catalog/entitlement.ts';
import { GRANTED_ROLES } from '../../domain/people/person.ts';
import { afterNamed, limit, search } from './pages.ts';
import { name } from './text.ts';
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
    groups: z.array(z.string()),
    outOfOfficeUntil: z.string().nullable(),
  })
  .openapi('Person');

export const appSchema = z
  .object({
    id: z.string().openapi({ example: 'app_7K3F9QAB2M' }),
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    owners: z.array(z.string()).openapi({ description: 'Ids of people' }),
    connector: z.string(),
    frozen: z.boolean().openapi({ description: 'Nothing is given in it for now' }),
    reason: z.object({ list: z.array(z.object({ code: z.string(), text: z.string() })), freeText: z.string() }),
    commentOnReject: z.boolean(),
    emergencies: z.boolean().openapi({ description: 'Whether it gives at once in an emergency' }),
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
    owners: z.array(z.string()),
    exclusiveSet: z.string().nullable().openapi({ description: 'Of these one is held at a time' }),
    seats: z.number().nullable(),
    fields: z.array(
      z.object({
        ...{
          name: z.string(),
          title: z.string(),
          type: z.enum(['string', 'number', 'boolean']),
          required: z.boolean(),
        },
        ...{ options: z.array(z.string()).nullable(), maxLength: z.number().nullable() },
      }),
    ),
  })
  .openapi('Entitlement');

export const callerSchema = z
  .object({
    kind: z.enum(['person', 'service']),
    person: personSchema.nullable(),
    name: z.string(),
    roles: z.array(z.enum(GRANTED_ROLES)),
    scopes: z.array(z.enum(SCOPES)),
    expiresAt: z.string(),
  })
  .openapi('Caller');

export const settingsSchema = z
  .object({
    name: z.string(),
    zone: z.string().openapi({ description: 'In which a day of a lease is counted' }),
    membersSee: z.enum(['own', 'all']),
    maximumLease: z.string().nullable(),
    secondAdminForHighRisk: z.boolean(),
    policyVersion: z.number(),
    frozen: z.boolean().openapi({ description: 'Nothing is given in any app for now' }),
    takingsPause: z
      .object({ proposedBy: z.string(), confirmedBy: z.string().nullable(), until: z.string() })
      .nullable()
      .openapi({ description: 'In force once it is confirmed' }),
  })
  .openapi('Settings');

export const settingsWishSchema = z
  .strictObject({
    name: name.optional(),
    zone: name.optional().openapi({ example: 'Europe/Berlin' }),
    membersSee: z.enum(['own', 'all']).optional(),
    maximumLease: name
      .nullable()
      .optional()
      .openapi({ description: 'As in `leasehold.yaml`; null: none', example: 'P90D' }),
    secondAdminForHighRisk: z.boolean().optional(),
    version: z.number().int().min(1).optional().openapi({ description: 'The `policyVersion` that was looked at' }),
  })
  .openapi('SettingsWish');

export const appsQuery = z.object({ search, limit, after: afterNamed('app').optional() });

export const entitlementsQuery = z.object({
  search,
  kind: z.enum(ENTITLEMENT_KINDS).optional(),
  risk: z.enum(RISKS).optional(),
  limit,
  after: afterNamed('entitlement').optional(),
});

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
