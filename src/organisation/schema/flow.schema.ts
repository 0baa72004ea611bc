import { z } from 'zod';
import type { Flow, LevelPolicy, Mode } from '../../domain/policy/policy.ts';
import { approver } from './approver.schema.ts';
import { length, many, slug, some, text, thing, wholeNumber } from './basics.schema.ts';

const MOST_LEVELS = 50;

/** `any`, `all`, or how many are needed. */
const mode = z
  .union([z.enum(['any', 'all']), wholeNumber(1, 100)], { error: 'must be any, all, or how many are needed' })
  .transform((value): Mode => (typeof value === 'number' ? { kind: 'n_of_m', needed: value } : { kind: value }));

const escalation = thing('escalate', { after: length, to: some(approver) });

const levelShape = thing('a level', {
  approvers: some(approver),
  mode: mode.default({ kind: 'any' }),
  fallback: many(approver).default([]),
  requester_picks: z.boolean().default(false),
  distinct: z.boolean().default(true),
  remind_after: length.default('PT24H'),
  remind_every: length.default('PT24H'),
  escalate: escalation.optional(),
}).transform(
  (entry): LevelPolicy => ({
    approvers: entry.approvers,
    mode: entry.mode,
    fallback: entry.fallback,
    requesterPicks: entry.requester_picks,
    distinct: entry.distinct,
    remindAfter: entry.remind_after,
    remindEvery: entry.remind_every,
    escalation: entry.escalate,
  }),
);

/** A level may be its approver alone. */
const level = z.preprocess((value) => (typeof value === 'string' ? { approvers: value } : value), levelShape);

export const flow = thing('a flow', {
  slug,
  name: text().optional(),
  levels: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(level).min(1, 'must have at least one level').max(MOST_LEVELS, `has more than ${MOST_LEVELS} levels`),
  ),
  decide_by: length.default('P7D'),
  give_by: length.default('PT72H'),
  self_approval: z.boolean().default(false),
}).transform(
  (entry): Flow => ({
    slug: entry.slug,
    name: entry.name ?? entry.slug,
    levels: entry.levels,
    decideBy: entry.decide_by,
    giveBy: entry.give_by,
    selfApproval: entry.self_approval,
  }),
);
