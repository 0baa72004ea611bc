import { canonicalJson } from '../json.ts';
import type { Flow, LevelPolicy, Policy } from './policy.ts';

/**
 * What no rule speaks of goes to an owner of the app, and where none can decide, to super admins: somebody who answers
 * for the app looks at it. Nothing else is safe: no first flow, which was written for something else, and no approval.
 * An organisation may have a flow of this name instead.
 */
export const DEFAULT_FLOW: Flow = {
  slug: 'default',
  name: 'App owner',
  levels: [
    {
      approvers: [{ kind: 'app_owner' }],
      mode: { kind: 'any' },
      fallback: [{ kind: 'role', role: 'super_admin' }],
      requesterPicks: false,
      distinct: true,
      remindAfter: 'PT24H',
      remindEvery: 'PT24H',
      escalation: undefined,
    },
  ],
  decideBy: 'P7D',
  giveBy: 'PT72H',
  selfApproval: false,
};

const JOINED = '+';

/** For direct grants of high risk, where the organisation wants two admins. */
export const SECOND_ADMIN_FLOW: Flow = {
  ...DEFAULT_FLOW,
  slug: 'second-admin',
  name: 'A second admin',
  levels: DEFAULT_FLOW.levels.map((level) => ({
    ...level,
    approvers: [
      { kind: 'role', role: 'super_admin' },
      { kind: 'role', role: 'access_admin' },
    ],
    fallback: [],
  })),
};

/** Also finds what `joinFlows` made, so that the slug kept on a request leads back to its levels. */
export function flowBySlug({ flows }: Pick<Policy, 'flows'>, slug: string): Flow | undefined {
  const all = [...flows, DEFAULT_FLOW, SECOND_ADMIN_FLOW];
  const parts = slug.split(JOINED).map((part) => all.find((flow) => flow.slug === part));
  const found = parts.filter((flow) => flow !== undefined);
  const [first, ...others] = found;
  return first === undefined || found.length < parts.length ? undefined : others.reduce(joinFlows, first);
}

/** Every level of one, then those of the other that it does not have. Nobody approves for themselves unless both say so. */
export function joinFlows(one: Flow, other: Flow): Flow {
  const there = new Set(one.levels.map(whoDecides));
  const added = other.levels.filter((level) => !there.has(whoDecides(level)));
  const selfApproval = one.selfApproval && other.selfApproval;
  if (added.length === 0) return { ...one, selfApproval };
  return {
    ...{ ...one, selfApproval },
    slug: `${one.slug}${JOINED}${other.slug}`,
    name: `${one.name}; ${other.name}`,
    levels: [...one.levels, ...added],
  };
}

/** Two levels are the same when the same people decide in the same way; reminders and the like do not matter. */
function whoDecides({ approvers, mode }: LevelPolicy): string {
  return canonicalJson({ mode, approvers: approvers.map((source) => canonicalJson(source)).toSorted() });
}
