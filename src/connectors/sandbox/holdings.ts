import type { Actual } from '../../domain/ledger/claim.ts';
import { type Instant, MINUTE } from '../../domain/time.ts';
import type { Change } from '../../ports/connector.ts';
import type { Held, SandboxFaults, SandboxHolding } from '../../ports/sandbox-store.ts';

export const NOT_HELD: Held = { held: false, level: undefined };

export type Place = Pick<SandboxHolding, 'account' | 'entitlement'>;

interface Changed {
  readonly thing?: SandboxHolding | undefined;
  readonly changed: boolean;
  readonly answer: Change;
}

/** Makes it so, or accepts to; doing it again changes nothing and gives the same answer. */
export function become(
  found: SandboxHolding | undefined,
  place: Place,
  becomes: Held,
  { now, faults }: { readonly now: Instant; readonly faults: SandboxFaults },
): Changed {
  const before = found ?? { ...place, real: NOT_HELD, shown: NOT_HELD, showsAt: now, pending: undefined };
  const isSo = same(before.real, becomes);
  if (faults.pending && !isSo) return accept(before, becomes, now);
  // An earlier wish that was accepted and not done must not come true after this one.
  if (isSo) return { thing: { ...before, pending: undefined }, changed: false, answer: { outcome: 'done' } };
  const showing = { shown: shownAt(before, now), showsAt: now + faults.lagMs };
  return {
    thing: { ...before, ...showing, real: becomes, pending: undefined },
    changed: true,
    answer: { outcome: 'done' },
  };
}

function accept(before: SandboxHolding, becomes: Held, now: Instant): Changed {
  const ref =
    `${becomes.held ? 'grant' : 'revoke'} ${before.account} ${before.entitlement} ${becomes.level ?? ''}`.trim();
  const answer = { outcome: 'pending', ref, checkAfter: now + MINUTE } as const;
  return { thing: { ...before, pending: { ref, becomes } }, changed: before.pending?.ref !== ref, answer };
}

export function shownAt(holding: SandboxHolding, now: Instant): Held {
  return now < holding.showsAt ? holding.shown : holding.real;
}

/** What a reader is told: what shows by now, or the opposite of it. */
export function seen(found: SandboxHolding | undefined, now: Instant, lie: boolean): Actual {
  const { held, level } = found === undefined ? NOT_HELD : shownAt(found, now);
  return held === lie ? { seen: 'absent' } : { seen: 'present', level };
}

function same(one: Held, other: Held): boolean {
  return one.held === other.held && one.level === other.level;
}
