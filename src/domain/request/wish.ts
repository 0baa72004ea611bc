import type { AppId, EntitlementId, PersonId } from '../ids.ts';
import type { Json } from '../json.ts';
import type { Lease } from '../lease/lease.ts';
import type { ChangeOp } from './change.ts';

/** What somebody asks for, with every name already found. */
export interface RequestWish {
  readonly beneficiaryId: PersonId;
  readonly appId: AppId;
  readonly changes: readonly WishedChange[];
  readonly lease: Lease | undefined;
  readonly reason: string;
  readonly reasonCode: string | undefined;
  /** Chosen among those who can decide, where the flow lets the requester choose. */
  readonly approvers: readonly PersonId[];
  readonly emergency: boolean;
}

export interface WishedChange {
  readonly op: ChangeOp;
  readonly entitlementId: EntitlementId;
  readonly level: string | undefined;
  readonly fields: { readonly [name: string]: Json };
}
