import { type Problem } from '../../domain/errors.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { GrantedRole } from '../../domain/people/person.ts';
import { may } from '../../domain/people/rights.ts';
import type { Origin } from '../../domain/request/step.ts';
import type { Acting } from '../acting.ts';

/** Who looks at the organisation's file, or changes it: a person, or a service with a role. */
export interface Author {
  readonly personId: PersonId | undefined;
  readonly roles: readonly GrantedRole[];
  readonly origin: Origin;
}

/** A person, as somebody who changes things here. */
export function authorFor({ person, origin }: Acting): Author {
  return { personId: person.id, roles: person.roles, origin };
}

/** Admins and auditors: the file says of everybody who decides what. */
export function whyNotRead({ roles }: Pick<Author, 'roles'>): Problem | undefined {
  if (may('read_policy', roles)) return undefined;
  return { code: 'not_allowed', detail: 'Only admins and auditors see the file of the organisation.' };
}

export function whyNotApply({ roles }: Pick<Author, 'roles'>): Problem | undefined {
  if (may('apply_policy', roles)) return undefined;
  return { code: 'not_allowed', detail: 'Only super admins change the organisation by its file. Nothing was changed.' };
}
