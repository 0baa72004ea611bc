import type { AppId, EntitlementId, PersonId } from '../ids.ts';
import type { LeaseLimits } from '../lease/limits.ts';

export const ENTITLEMENT_KINDS = ['role', 'group', 'permission', 'licence'] as const;
export type EntitlementKind = (typeof ENTITLEMENT_KINDS)[number];

export const RISKS = ['low', 'medium', 'high'] as const;
export type Risk = (typeof RISKS)[number];

/** A field a requester fills in: a small subset of JSON schema. */
export interface ExtraField {
  readonly name: string;
  readonly title: string;
  readonly type: 'string' | 'number' | 'boolean';
  readonly required: boolean;
  readonly options?: readonly string[] | undefined;
  readonly maxLength?: number | undefined;
}

export interface Entitlement {
  readonly id: EntitlementId;
  readonly appId: AppId;
  /** Unique within its app; `app/entitlement` names it anywhere. */
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly kind: EntitlementKind;
  readonly risk: Risk;
  /** What the app calls it. */
  readonly externalId: string;
  /** Lowest first. Empty: held or not held. */
  readonly levels: readonly string[];
  readonly fields: readonly ExtraField[];
  /** Of the entitlements of one app that share this name, an account holds one at a time. */
  readonly exclusiveSet: string | undefined;
  /** Seats of a licence; undefined: not counted. */
  readonly seats: number | undefined;
  readonly lease: LeaseLimits;
  readonly requestable: boolean | undefined;
  readonly ownerIds: readonly PersonId[];
  readonly archived: boolean;
}
