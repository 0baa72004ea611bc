import type { Instant, Length } from '../time.ts';

/** How long access is asked for or given. "8 hours" means 8 hours of access: it starts when access is proven. */
export type Lease =
  | { readonly kind: 'indefinite'; readonly startAt?: Instant | undefined }
  | { readonly kind: 'for'; readonly length: Length; readonly startAt?: Instant | undefined }
  | { readonly kind: 'between'; readonly startAt?: Instant | undefined; readonly endAt: Instant };

export function startOf(lease: Lease): Instant | undefined {
  return lease.startAt;
}
