import { GRANTED_ROLES, type GrantedRole } from './person.ts';

/** How somebody stands to what an action is about. */
export const RELATIONS = ['self', 'manager', 'decider', 'stand_in', 'owner', 'assignee'] as const;
export type Relation = (typeof RELATIONS)[number];

/** `member` is everyone. */
export const STANDINGS = ['member', ...RELATIONS, ...GRANTED_ROLES] as const;
export type Standing = (typeof STANDINGS)[number];

const ADMINS = ['access_admin', 'super_admin'] as const;
const READERS = [...ADMINS, 'auditor'] as const;

/**
 * Who may do what: any one of the standings is enough. Looked at when it is done, whatever was shown before. What the state
 * of a thing allows is another question, and so is that nobody decides about access of their own.
 */
export const RIGHTS = {
  see_request: ['self', 'decider', 'stand_in', 'owner', ...READERS],
  ask_for: ['self', 'manager', ...ADMINS],
  ask_removal: ['self', 'manager', 'owner', ...ADMINS],
  decide: ['decider', 'stand_in'],
  ask_question: ['decider', 'stand_in', ...ADMINS],
  answer: ['self'],
  remind: ['self', ...ADMINS],
  cancel: ['self', ...ADMINS],
  end: ['self', 'owner', ...ADMINS],
  retry: ['self', 'owner', ...ADMINS],
  grant: ADMINS,
  see_access_of_person: ['self', 'manager', ...READERS],
  see_access_in_app: ['owner', ...READERS],
  see_holding: ['self', 'manager', 'owner', ...READERS],
  end_holding: ['self', 'manager', 'owner', ...ADMINS],
  see_task: ['assignee', 'owner', ...READERS],
  close_task: ['assignee', 'owner', ...ADMINS],
  see_people_and_apps: ['member'],
  see_settings: ['member'],
  see_absences: ['self', ...READERS],
  arrange_absence: ['self', ...ADMINS],
  see_delegation: ['self', 'stand_in', ...READERS],
  offboard: ADMINS,
  freeze: ADMINS,
  pause_takings: ADMINS,
  manage_slack: ['super_admin'],
  read_policy: READERS,
  apply_policy: ['super_admin'],
  read_audit: READERS,
  make_own_token: ['member'],
  make_service_token: ['super_admin'],
  see_token: ['self', ...READERS],
  revoke_token: ['self', ...ADMINS],
} as const satisfies { readonly [action: string]: readonly Standing[] };

export type Action = keyof typeof RIGHTS;

export function may(action: Action, roles: readonly GrantedRole[], relations: readonly Relation[] = []): boolean {
  const enough: readonly Standing[] = RIGHTS[action];
  return enough.some((one) => one === 'member' || [...roles, ...relations].some((standing) => standing === one));
}

/** The relations that hold. */
export function relationsThat(holding: { readonly [One in Relation]?: boolean }): Relation[] {
  return RELATIONS.filter((relation) => holding[relation] === true);
}
