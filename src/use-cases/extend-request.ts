import { type Result, refused } from '../domain/errors.ts';
import type { RequestId } from '../domain/ids.ts';
import type { Lease } from '../domain/lease/lease.ts';
import { whyNotExtend } from '../domain/request/extend.ts';
import type { Request } from '../domain/request/request.ts';
import type { RequestWish } from '../domain/request/wish.ts';
import type { Acting } from './acting.ts';
import { type SubmitDeps, type Submitted, submitRequest } from './submit-request.ts';

export interface Extension {
  /** "For" is so much longer than it has. */
  readonly lease: Lease;
  readonly reason: string;
  readonly reasonCode?: string | undefined;
  readonly key?: string | undefined;
}

/** Asks for a later end of a lease; where it has ended in the meantime, for the same again. */
export async function extendRequest(
  deps: SubmitDeps,
  acting: Acting,
  id: RequestId,
  { key, ...asked }: Extension,
): Promise<Result<Submitted>> {
  const lease = await deps.store.requests.byId(id);
  if (lease === undefined) return refused('not_found', 'There is no such request.');
  const isOver = lease.verifiedGoneAt !== undefined;
  const why = isOver ? undefined : whyNotExtend(lease);
  if (why !== undefined) return { ok: false, problem: why };
  return submitRequest(deps, acting, { wish: sameAgain(lease, asked), key, extending: isOver ? undefined : lease });
}

/** What a request gave, as somebody would ask for it. */
function sameAgain(lease: Request, asked: Omit<Extension, 'key'>): RequestWish {
  const given = lease.changes.filter(({ op, effectiveAt }) => op !== 'remove' && effectiveAt !== undefined);
  return {
    ...{ beneficiaryId: lease.beneficiaryId, appId: lease.appId, approvers: [], emergency: false },
    changes: given.map(({ entitlementId, level, fields }) => ({ op: 'add', entitlementId, level, fields })),
    ...{ lease: asked.lease, reason: asked.reason, reasonCode: asked.reasonCode ?? lease.reasonCode },
  };
}
