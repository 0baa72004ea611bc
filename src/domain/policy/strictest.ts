import { joinFlows } from './flows.ts';
import type { Flow, Outcome } from './policy.ts';

/** An outcome with its flow found. */
export type MatchOutcome = Exclude<Outcome, { kind: 'flow' }> | { readonly kind: 'flow'; readonly flow: Flow };

/**
 * One ticket has one way of being decided, so it must be good enough for each of its changes: else something that needs
 * security could be slipped past them beside something that only needs two managers. So a refusal of one change refuses
 * all; else the flow with the most levels is taken, and every level that only other flows have is added behind it;
 * what would be approved by itself asks nothing of the rest.
 */
export function strictest(outcomes: readonly MatchOutcome[]): MatchOutcome {
  const deny = outcomes.find(({ kind }) => kind === 'deny');
  if (deny !== undefined) return deny;
  const flows = outcomes.flatMap((outcome) => (outcome.kind === 'flow' ? [outcome.flow] : []));
  const [first, ...others] = [...new Set(flows)].toSorted(byStrictness);
  if (first !== undefined) return { kind: 'flow', flow: others.reduce(joinFlows, first) };
  return outcomes[0] ?? { kind: 'deny', message: 'Nothing was asked for.' };
}

/** Most levels first; then by name, so that the order of the changes does not matter. */
function byStrictness(a: Flow, b: Flow): number {
  return b.levels.length - a.levels.length || (a.slug < b.slug ? -1 : 1);
}
