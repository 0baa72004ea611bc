import type { AppId, DelegationId, PersonId } from '../ids.ts';
import type { Instant } from '../time.ts';

/** Roles that are given to a person. `member` is everyone; `app_owner` follows from owning an app. */
export const GRANTED_ROLES = ['access_admin', 'super_admin', 'auditor'] as const;
export type GrantedRole = (typeof GRANTED_ROLES)[number];
export type Role = GrantedRole | 'member' | 'app_owner';

export type PersonStatus = 'active' | 'offboarded';

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** Lower case; how imports recognise the same person again. */
  readonly email: string;
  readonly title: string;
  readonly department: string;
  readonly managerId: PersonId | undefined;
  readonly status: PersonStatus;
  readonly slackUserId: string | undefined;
  readonly groups: readonly string[];
  readonly roles: readonly GrantedRole[];
  readonly outOfOfficeUntil: Instant | undefined;
}

export interface Delegation {
  readonly id: DelegationId;
  readonly fromId: PersonId;
  readonly toId: PersonId;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

export interface Principal {
  readonly personId: PersonId;
  readonly roles: readonly Role[];
  readonly ownedApps: readonly AppId[];
}

export function isAdmin(person: Pick<Person, 'roles'>): boolean {
  return person.roles.includes('super_admin') || person.roles.includes('access_admin');
}
