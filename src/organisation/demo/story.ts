import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { length } from '../schema/basics.schema.ts';

const after = z.number();
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const end = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lapsed') }),
  z.strictObject({ kind: z.literal('cancelled'), by: z.string(), after, comment: z.string() }),
  z.strictObject({ kind: z.literal('ended_early'), by: z.string(), hours: z.number(), comment: z.string() }),
  z.strictObject({ kind: z.literal('failed'), failure: z.string() }),
]);

/** One request of the past, told shortly; people by the part of their address before the @. */
const story = z.strictObject({
  ask: z.strictObject({
    by: z.string(),
    for: z.string().optional(),
    op: z.literal('remove').optional(),
    kind: z.enum(['re_raise', 'direct_grant']).optional(),
    app: z.string(),
    /** With `:level` where the entitlement has levels. */
    asks: z.array(z.string()),
    lease: length.optional(),
  }),
  opened: z.strictObject({ days_ago: z.number(), hour: z.number() }),
  /** A flow, the rule that needs nobody, or one of the ways past both. */
  way: z.union([
    z.strictObject({ flow: z.string() }),
    z.strictObject({ rule: z.string() }),
    z.enum(['break_glass', 'direct_grant']),
  ]),
  reason_code: z.string().optional(),
  reason: z.string(),
  fields: z.record(z.string(), scalar).default({}),
  flags: z.array(z.enum(['over_maximum', 'high_risk', 'emergency'])).default([]),
  question: z.strictObject({ by: z.string(), ask: z.string(), answer: z.string() }).optional(),
  decisions: z
    .array(
      z.strictObject({ by: z.string(), after, comment: z.string().optional(), rejects: z.literal(true).optional() }),
    )
    .default([]),
  /** Absent: ended when its lease did. */
  end: end.optional(),
});

export type Story = z.output<typeof story>;

export function demoStories(): readonly Story[] {
  const text = readFileSync(new URL('./past.yaml', import.meta.url), 'utf8');
  return z.array(story).parse(parse(text));
}
