import type { AuditFact, FactName } from '../audit/fact.ts';
import type { Json } from '../json.ts';
import type { Origin } from '../request/step.ts';
import type { Instant } from '../time.ts';
import type { Alert } from './alert.ts';
import type { Task } from './task.ts';

/** What becomes of tasks about one thing, and what the record says of it. Pure: the same step twice is the same result. */
export interface TaskStep<Answer> {
  /** Those that are new or other than they were. */
  readonly write: readonly Task[];
  readonly alerts?: readonly Alert[];
  readonly facts: readonly AuditFact[];
  readonly answer: Answer;
}

export function nothing<Answer>(answer: Answer): TaskStep<Answer> {
  return { write: [], facts: [], answer };
}

type Data = { readonly [key: string]: Json | undefined };

export function taskFact(task: Task, fact: FactName, at: Instant, origin: Origin, data: Data = {}): AuditFact {
  const { actor, surface, assurance } = origin;
  const { kind, appId: app, entitlementId: entitlement, beneficiaryId: person, assigneeId: assignee } = task;
  const about = { kind, app, entitlement, person, assignee, request: task.requestId };
  return { fact, at, actor, subject: `task:${task.id}`, surface, assurance, data: { ...about, ...data } };
}

export function opened(task: Task, at: Instant, origin: Origin): AuditFact {
  return taskFact(task, 'task.opened', at, origin, { dueAt: task.dueAt, number: task.number });
}
