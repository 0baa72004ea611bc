import type { EntitlementId } from '../ids.ts';
import type { Json } from '../json.ts';
import type { Proof } from '../ledger/claim.ts';
import type { Instant } from '../time.ts';

export type ChangeOp = 'add' | 'remove' | 'modify';
export type ChangeState = 'waiting' | 'giving' | 'given' | 'failed' | 'taking' | 'taken';

/** Named `c1`, `c2` … within its request. */
export interface Change {
  readonly id: string;
  readonly op: ChangeOp;
  readonly entitlementId: EntitlementId;
  readonly level: string | undefined;
  readonly fields: { readonly [name: string]: Json };
  readonly state: ChangeState;
  /** Of the last thing proven: that it is there when `given`, that it is gone when `taken`. */
  readonly proof: Proof | undefined;
  /** When the access was proven effective: its lease starts here. */
  readonly effectiveAt: Instant | undefined;
  readonly endsAt: Instant | undefined;
  /** That this one shall end, whatever becomes of the others. */
  readonly endAsked?: Instant | undefined;
  /** Why giving was given up. Stays through taking back, and makes the end `failed`. */
  readonly failure: string | undefined;
}

/**
 * What may follow what. Whatever might have been given (`giving`) is only ever left through `given` or `taking`:
 * a lost answer may have been a grant, so absence is proven before anything is called failed.
 */
const next: { readonly [State in ChangeState]: readonly ChangeState[] } = {
  waiting: ['giving', 'taking', 'failed'],
  giving: ['given', 'taking'],
  given: ['taking'],
  taking: ['taken', 'failed'],
  failed: ['giving'],
  taken: [],
};

export function mayBecome(from: ChangeState, to: ChangeState): boolean {
  return next[from].includes(to);
}
