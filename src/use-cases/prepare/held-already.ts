import type { Problem } from '../../domain/errors.ts';
import { whyNotExtend } from '../../domain/request/extend.ts';
import type { Request } from '../../domain/request/request.ts';
import type { RequestWish, WishedChange } from '../../domain/request/wish.ts';
import type { Store } from '../../ports/store.ts';
import type { WishFacts } from './load-facts.ts';

/** What is asked of something held at another level is another level of it. */
export function asModifying(wish: RequestWish, { holdings }: WishFacts): RequestWish {
  const changes = wish.changes.map((change): WishedChange => {
    const held = holdings.get(change.entitlementId);
    const isOther = held !== undefined && change.level !== undefined && change.level !== held.level;
    return change.op === 'add' && isOther ? { ...change, op: 'modify' } : change;
  });
  return { ...wish, changes };
}

/** Asking again for all that one lease gives is asking for more of that lease. */
export async function leaseToExtend(
  { requests }: Pick<Store, 'requests'>,
  wish: RequestWish,
  { holdings }: WishFacts,
): Promise<Request | undefined> {
  const sources = wish.changes.map(({ op, entitlementId }) => {
    const claims = op === 'add' ? (holdings.get(entitlementId)?.claims ?? []) : [];
    return claims.flatMap(({ live, requestId }) => (live && requestId !== undefined ? [requestId] : []));
  });
  const ofAll = (sources[0] ?? []).filter((id) => sources.every((some) => some.includes(id)));
  for (const id of ofAll) {
    const lease = await requests.byId(id);
    if (lease !== undefined && whyNotExtend(lease) === undefined && givesOnly(lease, wish)) return lease;
  }
  return undefined;
}

function givesOnly({ changes }: Request, wish: RequestWish): boolean {
  const given = changes.filter(({ state }) => state === 'given');
  return given.every(({ entitlementId }) => wish.changes.some((change) => change.entitlementId === entitlementId));
}

/** One adds what is not held, and modifies and removes what is. */
export function whyNotSo({ op, entitlementId }: WishedChange, facts: WishFacts, name: string): Problem | undefined {
  const held = facts.holdings.get(entitlementId);
  const who = facts.requester.id === facts.beneficiary.id ? 'You' : facts.beneficiary.name;
  if (op === 'add' && held !== undefined) {
    const has = who === 'You' ? 'have' : 'has';
    return { code: 'already_exists', detail: `${who} ${has} ${name} already. Nothing was asked; it can be extended.` };
  }
  if (op !== 'add' && held === undefined) {
    const doesNot = who === 'You' ? 'do not' : 'does not';
    return { code: 'wrong_state', detail: `${who} ${doesNot} have ${name}: there is nothing to ${op}.` };
  }
  return undefined;
}
