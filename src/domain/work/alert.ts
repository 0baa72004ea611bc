import type { AlertId } from '../ids.ts';
import type { Json } from '../json.ts';
import type { Instant } from '../time.ts';

export type AlertKind =
  | 'watched_sign_up'
  | 'leaver_with_account'
  | 'new_app'
  | 'untracked_holding'
  | 'revoke_failing'
  | 'not_given_in_time'
  | 'request_without_workflow'
  | 'claim_overdue';

/** Something found that nobody asked for. One open alert per kind and subject. */
export interface Alert {
  readonly id: AlertId;
  readonly kind: AlertKind;
  readonly subject: string;
  readonly state: 'open' | 'acted' | 'ignored' | 'over';
  readonly data: { readonly [key: string]: Json };
  readonly raisedAt: Instant;
}
