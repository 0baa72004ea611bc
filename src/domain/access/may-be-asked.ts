import type { App } from '../catalog/app.ts';
import type { Entitlement } from '../catalog/entitlement.ts';
import type { Calendar } from '../lease/calendar.ts';
import type { Lease } from '../lease/lease.ts';
import type { Person } from '../people/person.ts';
import { matchRule } from '../policy/match-rule.ts';
import type { Policy } from '../policy/policy.ts';
import { requestable } from '../policy/requestable.ts';
import type { Instant } from '../time.ts';

export interface Thing {
  readonly app: App;
  readonly entitlement: Entitlement;
}

export interface Asking {
  readonly person: Person;
  /** Whom it is for; themselves unless given. */
  readonly beneficiary?: Person;
  readonly policy: Policy;
  readonly now: Instant;
  readonly calendar: Calendar;
}

/** What is denied for a moment is denied for any length. */
const A_MOMENT: Lease = { kind: 'for', length: 'PT1M' };

/** Whether somebody may ask for this: the app offers it to whom it is for, and no rule denies it whatever the length. */
export function mayBeAsked({ app, entitlement }: Thing, asking: Asking): boolean {
  const { person, beneficiary = person, policy, now, calendar } = asking;
  if (!requestable({ app, entitlement, beneficiary }).ok) return false;
  const { kind, risk, slug } = entitlement;
  const change = { id: 'c1', op: 'add', entitlement: `${app.slug}/${slug}`, kind, risk } as const;
  const facts = { app: app.slug, changes: [change], lease: A_MOMENT, requester: person, beneficiary, now };
  return matchRule(policy, facts, calendar).kind !== 'deny';
}
