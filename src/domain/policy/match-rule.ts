import type { Calendar } from '../lease/calendar.ts';
import { type Check, check } from './check.ts';
import { type ChangeFacts, checkCondition, type RequestFacts } from './condition.ts';
import { DEFAULT_FLOW, flowBySlug } from './flows.ts';
import type { Flow, Policy, Rule } from './policy.ts';
import { type MatchOutcome, strictest } from './strictest.ts';

/** What the policy says to one change, and every rule that was looked at to find it. */
export interface ChangeMatch {
  readonly changeId: string;
  /** Undefined: no rule matched, or one could not be checked. */
  readonly rule: string | undefined;
  readonly outcome: MatchOutcome;
  readonly considered: readonly { readonly rule: string; readonly checks: readonly Check[] }[];
}

export type PolicyDecision = MatchOutcome & { readonly matches: readonly ChangeMatch[] };

/** The first rule that matches decides each change; of several changes the strictest outcome holds for all. */
export function matchRule(policy: Policy, facts: RequestFacts, calendar: Calendar): PolicyDecision {
  const matches = facts.changes.map((change) => matchOf(policy, facts, change, calendar));
  return { ...strictest(matches.map(({ outcome }) => outcome)), matches };
}

function matchOf(policy: Policy, facts: RequestFacts, change: ChangeFacts, calendar: Calendar): ChangeMatch {
  const considered: { readonly rule: string; readonly checks: readonly Check[] }[] = [];
  for (const rule of policy.rules) {
    const checks = [...checkCondition(rule.when, facts, change, calendar), ...checkOutcome(rule, policy)];
    considered.push({ rule: rule.name, checks });
    if (checks.some(({ outcome }) => outcome === 'unsatisfied')) continue;
    const isBroken = checks.some(({ outcome }) => outcome === 'failed');
    if (isBroken) return { changeId: change.id, rule: undefined, outcome: broken(rule), considered };
    return { changeId: change.id, rule: rule.name, outcome: outcomeOf(rule, policy), considered };
  }
  const flow = flowBySlug(policy, DEFAULT_FLOW.slug) ?? DEFAULT_FLOW;
  return { changeId: change.id, rule: undefined, outcome: { kind: 'flow', flow }, considered };
}

/** A rule that may have matched might have been the one that refuses: passing it over could approve what it denies. */
function broken({ name }: Rule): MatchOutcome {
  return { kind: 'deny', message: `The rule "${name}" could not be checked. Tell an administrator.` };
}

function checkOutcome({ outcome }: Rule, policy: Policy): readonly Check[] {
  if (outcome.kind !== 'flow') return [];
  const yes = `The flow is ${outcome.flow}.`;
  return [check('flow', () => flowNamed(outcome.flow, policy).slug === outcome.flow, { yes, no: yes })];
}

function outcomeOf({ outcome }: Rule, policy: Policy): MatchOutcome {
  return outcome.kind === 'flow' ? { kind: 'flow', flow: flowNamed(outcome.flow, policy) } : outcome;
}

function flowNamed(slug: string, policy: Policy): Flow {
  const flow = flowBySlug(policy, slug);
  if (flow === undefined) throw new RangeError(`there is no flow ${slug}`);
  return flow;
}
