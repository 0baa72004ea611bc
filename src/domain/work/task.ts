import type { AccountId, AppId, EntitlementId, PersonId, RequestId, TaskId } from '../ids.ts';
import { canonicalJson, type Json } from '../json.ts';
import type { Wanted } from '../ledger/claim.ts';
import type { Instant } from '../time.ts';

export type TaskKind = 'provision' | 'deprovision' | 'check_failure' | 'review_emergency';
export type TaskState = 'open' | 'completed' | 'refused' | 'withdrawn';

export interface Task {
  readonly id: TaskId;
  readonly kind: TaskKind;
  readonly state: TaskState;
  readonly appId: AppId;
  readonly entitlementId: EntitlementId | undefined;
  readonly requestId: RequestId | undefined;
  readonly changeId: string | undefined;
  readonly assigneeId: PersonId | undefined;
  readonly instructions: string;
  readonly createdAt: Instant;
  readonly dueAt: Instant | undefined;
  readonly doneAt: Instant | undefined;
  readonly doneById: PersonId | undefined;
  /** Why not, where it was refused; a remark, where it was done. */
  readonly answer: string | undefined;
  /** Of who closed it; the same click is told again what became of it. */
  readonly clickId?: string | undefined;
  /** Present where somebody is asked to make one thing of one account so: tasks about the same are counted by `number`. */
  readonly accountId?: AccountId | undefined;
  /** Whose access it is about. */
  readonly beneficiaryId?: PersonId | undefined;
  /** What is asked for, as text: the same wish is the same text. */
  readonly wish?: string | undefined;
  readonly number?: number | undefined;
  /** When somebody has to be reminded next; undefined: never. */
  readonly chaseAt?: Instant | undefined;
  /** Since when admins are told of it too. */
  readonly escalatedAt?: Instant | undefined;
}

export type HandKind = 'provision' | 'deprovision';

export function wishText(kind: HandKind, level: string | undefined, fields: { readonly [name: string]: Json }): string {
  return canonicalJson({ kind, level, fields });
}

/** What is so once the task is done; undefined for one that changes nothing by itself. */
export function wantedBy({ wish }: Task): Wanted | undefined {
  if (wish === undefined) return undefined;
  const { kind, level } = JSON.parse(wish) as { kind: HandKind; level?: string };
  return kind === 'provision' ? { held: true, level } : { held: false };
}
