import { z } from 'zod';
import { ENTITLEMENT_KINDS, RISKS } from '../../domain/catalog/entitlement.ts';
import type { Condition, DutyConflict, Outcome, Rule, Who } from '../../domain/policy/policy.ts';
import { entitlementRef, length, slug, some, text, thing } from './basics.schema.ts';

const words = () => some(text(), 500).optional();

/** Somebody about whom nothing is asked is anybody. */
const who = thing('a person in a rule', { departments: words(), titles: words(), groups: words() }).transform(
  (asked): Who | undefined => (Object.values(asked).every((list) => list === undefined) ? undefined : asked),
);

const condition = thing('when', {
  apps: some(slug, 1000).optional(),
  entitlements: some(entitlementRef, 1000).optional(),
  kinds: some(z.enum(ENTITLEMENT_KINDS)).optional(),
  changes: some(z.enum(['add', 'remove', 'modify', 'extend'])).optional(),
  risk: some(z.enum(RISKS)).optional(),
  longer_than: length.optional(),
  requester: who.optional(),
  beneficiary: who.optional(),
}).transform(
  ({ longer_than, requester, beneficiary, ...when }): Condition => ({
    apps: when.apps,
    entitlements: when.entitlements,
    kinds: when.kinds,
    changes: when.changes,
    risk: when.risk,
    longerThan: longer_than,
    requester,
    beneficiary,
  }),
);

export const anything: Condition = {
  apps: undefined,
  entitlements: undefined,
  kinds: undefined,
  changes: undefined,
  risk: undefined,
  longerThan: undefined,
  requester: undefined,
  beneficiary: undefined,
};

const ruleShape = thing('a rule', {
  name: text(),
  when: condition.optional(),
  flow: slug.optional(),
  auto_approve: z.literal(true, 'must be true, or the key is left out').optional(),
  deny: text(500).optional(),
});

export const rule = ruleShape.transform((entry, context): Rule => {
  const outcomes = outcomesOf(entry);
  const [outcome] = outcomes;
  if (outcome !== undefined && outcomes.length === 1)
    return { name: entry.name, when: entry.when ?? anything, outcome };
  context.addIssue({ code: 'custom', message: 'must have one of "flow", "auto_approve" and "deny"' });
  return z.NEVER;
});

function outcomesOf(entry: z.output<typeof ruleShape>): readonly Outcome[] {
  const outcomes: (Outcome | undefined)[] = [
    entry.flow === undefined ? undefined : { kind: 'flow', flow: entry.flow },
    entry.auto_approve === undefined ? undefined : { kind: 'auto_approve' },
    entry.deny === undefined ? undefined : { kind: 'deny', message: entry.deny },
  ];
  return outcomes.filter((outcome) => outcome !== undefined);
}

export const dutyConflict = thing('a separation of duties', {
  name: text(),
  one: some(entitlementRef, 1000),
  other: some(entitlementRef, 1000),
  effect: z.enum(['block', 'flag']).default('block'),
}).transform((entry): DutyConflict => entry);
