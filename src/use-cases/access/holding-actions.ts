import { relationsToAccess } from '../../domain/access/relations.ts';
import type { App } from '../../domain/catalog/app.ts';
import type { RequestId } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import { may } from '../../domain/people/rights.ts';
import { whyNotExtend } from '../../domain/request/extend.ts';
import type { WhyHeld } from './why-held.ts';

/** What somebody can do with a holding at this moment, for what to offer them. */
export interface HoldingActions {
  /** The one lease that holds it. */
  readonly extend: RequestId | undefined;
  readonly modify: boolean;
  readonly end: boolean;
}

export function actionsOnHolding(
  why: WhyHeld,
  person: Person,
  holder: Pick<Person, 'id' | 'managerId'> | undefined,
  app: App | undefined,
): HoldingActions {
  if (!why.held.wanted.held || holder === undefined) return { extend: undefined, modify: false, end: false };
  const relations = relationsToAccess(person.id, holder, app);
  // Managers ask for it anew: the lease itself is seen by whom it is for.
  const mayExtend = may('ask_for', person.roles, relations.includes('self') ? ['self'] : []);
  return {
    extend: mayExtend ? leaseOf(why) : undefined,
    modify: may('ask_for', person.roles, relations),
    end: may('end_holding', person.roles, relations),
  };
}

function leaseOf({ reasons }: WhyHeld): RequestId | undefined {
  const [only, more] = reasons;
  const lease = more === undefined ? only?.request : undefined;
  return lease === undefined || whyNotExtend(lease) !== undefined ? undefined : lease.id;
}
