import type { GrantedRole } from '../people/person.ts';
import type { ApproverSource, LevelPolicy } from './policy.ts';

export type LevelSources = Pick<LevelPolicy, 'approvers' | 'fallback' | 'escalation'>;

/** What has to be looked up before a flow's levels can be resolved: a directory of 100,000 stays where it is. */
export interface ApproversNeeded {
  /** How far up from the beneficiary: 1 the manager, 2 the manager's manager as well. */
  readonly managers: 0 | 1 | 2;
  readonly appOwners: boolean;
  readonly entitlementOwners: boolean;
  readonly emails: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly GrantedRole[];
}

/** Super admins are always among them: they are asked where nobody else can decide. */
export function approversNeeded(flow: { readonly levels: readonly LevelSources[] }): ApproversNeeded {
  const sources = flow.levels.flatMap(sourcesOf);
  const has = (kind: ApproverSource['kind']) => sources.some((source) => source.kind === kind);
  return {
    managers: has('managers_manager') ? 2 : has('manager') ? 1 : 0,
    appOwners: has('app_owner'),
    entitlementOwners: has('entitlement_owner'),
    emails: distinct(sources.flatMap((source) => (source.kind === 'people' ? source.people : []))),
    groups: distinct(sources.flatMap((source) => (source.kind === 'group' ? [source.group] : []))),
    roles: distinct([
      'super_admin',
      ...sources.flatMap((source): GrantedRole[] => (source.kind === 'role' ? [source.role] : [])),
    ]),
  };
}

function sourcesOf({ approvers, fallback, escalation }: LevelSources): readonly ApproverSource[] {
  return [...approvers, ...fallback, ...(escalation?.to ?? [])];
}

function distinct<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
