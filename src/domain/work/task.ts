import type { AppId, EntitlementId, PersonId, RequestId, TaskId } from '../ids.ts';
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
  readonly answer: string | undefined;
}
