import { z } from 'zod';
import type { AppSettings, Requestable } from '../../domain/catalog/app.ts';
import { ENTITLEMENT_KINDS } from '../../domain/catalog/entitlement.ts';
import type { Json } from '../../domain/json.ts';
import type { AppEntry } from '../../domain/organisation/organisation.ts';
import { email, length, many, slug, text, thing } from './basics.schema.ts';
import { entitlement } from './entitlement.schema.ts';
import { leaseLimits, noLimits } from './lease.schema.ts';

const choice = z.enum(['all', 'listed', 'none']);

/** One word stands for every kind of entitlement. */
const requestable = z
  .preprocess(
    (value) => (typeof value === 'string' ? Object.fromEntries(ENTITLEMENT_KINDS.map((kind) => [kind, value])) : value),
    thing('requestable', {
      role: choice.default('all'),
      group: choice.default('all'),
      permission: choice.default('all'),
      licence: choice.default('all'),
    }),
  )
  .transform((kinds): AppSettings['requestable'] => kinds);

const everythingRequestable: AppSettings['requestable'] = Object.fromEntries(
  ENTITLEMENT_KINDS.map((kind): [string, Requestable] => [kind, 'all']),
);

/** A reason may be its text alone; its code then follows from the text. */
const listedReason = z.preprocess(
  (value) => (typeof value === 'string' ? { code: slugOf(value), text: value } : value),
  thing('a reason', { code: slug, text: text() }),
);

function slugOf(words: string): string {
  const letters = words.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return letters.join('-').slice(0, 64).replace(/-$/, '');
}

const reason = thing('reason', {
  list: many(listedReason).default([]),
  free_text: z.enum(['required', 'optional', 'off']).default('required'),
});

const breakGlass = z.preprocess(
  (value) => (typeof value === 'string' ? { maximum: value } : value),
  thing('break_glass', { maximum: length }),
);

const config = z.custom<{ readonly [key: string]: Json }>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be a map of keys and values',
);

export const app = thing('an app', {
  slug,
  name: text().optional(),
  description: text(2000).optional(),
  connector: text(50).default('manual'),
  connector_config: config.default({}),
  owners: many(email).optional(),
  requestable: requestable.optional(),
  lease: leaseLimits.optional(),
  reason: reason.optional(),
  comment_on_reject: z.boolean().default(false),
  break_glass: breakGlass.optional(),
  instructions: text(10_000).optional(),
  entitlements: z.array(entitlement).max(20_000).default([]),
}).transform(
  (entry): AppEntry => ({
    slug: entry.slug,
    name: entry.name ?? entry.slug,
    description: entry.description ?? '',
    connector: entry.connector,
    connectorConfig: entry.connector_config,
    owners: entry.owners ?? [],
    settings: settingsOf(entry),
    entitlements: entry.entitlements,
  }),
);

function settingsOf(entry: {
  readonly requestable?: AppSettings['requestable'] | undefined;
  readonly lease?: AppSettings['lease'] | undefined;
  readonly reason?: z.output<typeof reason> | undefined;
  readonly comment_on_reject: boolean;
  readonly break_glass?: { readonly maximum: string } | undefined;
  readonly instructions?: string | undefined;
}): AppSettings {
  const lease = entry.lease ?? noLimits;
  return {
    requestable: entry.requestable ?? everythingRequestable,
    lease: { ...lease, overMaximum: lease.overMaximum ?? 'cap' },
    reason: { list: entry.reason?.list ?? [], freeText: entry.reason?.free_text ?? 'required' },
    commentOnReject: entry.comment_on_reject,
    breakGlass: entry.break_glass,
    instructions: entry.instructions,
  };
}
