import { z } from 'zod';
import { ENTITLEMENT_KINDS, type ExtraField, RISKS } from '../../domain/catalog/entitlement.ts';
import type { EntitlementEntry } from '../../domain/organisation/organisation.ts';
import { email, many, slug, some, text, thing, wholeNumber } from './basics.schema.ts';
import { leaseLimits, noLimits } from './lease.schema.ts';

const field = thing('a field', {
  name: slugOfField(),
  title: text().optional(),
  type: z.enum(['string', 'number', 'boolean']).default('string'),
  required: z.boolean().default(false),
  options: some(text()).optional(),
  max_length: wholeNumber(1, 10_000).optional(),
})
  .superRefine((entry, context) => {
    if (entry.type === 'string') return;
    for (const key of ['options', 'max_length'] as const) {
      if (entry[key] === undefined) continue;
      context.addIssue({ code: 'custom', message: 'is only for a field of type string', path: [key] });
    }
  })
  .transform(
    (entry): ExtraField => ({
      name: entry.name,
      title: entry.title ?? entry.name,
      type: entry.type,
      required: entry.required,
      options: entry.options,
      maxLength: entry.max_length,
    }),
  );

export const entitlement = thing('an entitlement', {
  slug,
  name: text().optional(),
  description: text(2000).optional(),
  kind: z.enum(ENTITLEMENT_KINDS).default('role'),
  risk: z.enum(RISKS).default('medium'),
  external_id: text(500).optional(),
  levels: many(text(100), 50).optional(),
  fields: many(field, 50).optional(),
  exclusive_set: text(100).optional(),
  seats: wholeNumber(0, 10_000_000).optional(),
  lease: leaseLimits.optional(),
  requestable: z.boolean().optional(),
  owners: many(email).optional(),
})
  .superRefine((entry, context) => {
    if (entry.seats === undefined || entry.kind === 'licence') return;
    context.addIssue({ code: 'custom', message: 'is only for an entitlement of kind licence', path: ['seats'] });
  })
  .transform(
    (entry): EntitlementEntry => ({
      slug: entry.slug,
      name: entry.name ?? entry.slug,
      description: entry.description ?? '',
      kind: entry.kind,
      risk: entry.risk,
      externalId: entry.external_id ?? entry.slug,
      levels: entry.levels ?? [],
      fields: entry.fields ?? [],
      exclusiveSet: entry.exclusive_set,
      seats: entry.seats,
      lease: entry.lease ?? noLimits,
      requestable: entry.requestable,
      owners: entry.owners ?? [],
    }),
  );

function slugOfField() {
  return z
    .string()
    .max(64)
    .regex(/^[a-z][a-zA-Z0-9_-]*$/, 'must be a word that begins with a lower-case letter');
}
