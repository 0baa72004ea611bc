import type { AlertId, PersonId, TaskId } from '../ids.ts';
import type { Origin } from '../request/step.ts';
import type { Instant } from '../time.ts';
import { numbered } from './ask-for.ts';
import type { Task } from './task.ts';
import { opened, taskFact, type TaskStep } from './task-step.ts';

export interface Closing {
  readonly by: PersonId;
  readonly at: Instant;
  readonly origin: Origin;
  readonly answer: string | undefined;
  readonly clickId?: string | undefined;
}

export function complete(task: Task, { by, at, origin, answer, clickId }: Closing): TaskStep<Task> {
  const done: Task = { ...task, state: 'completed', doneAt: at, doneById: by, answer, clickId, chaseAt: undefined };
  return { write: [done], facts: [taskFact(done, 'task.completed', at, origin, { comment: answer })], answer: done };
}

export function refuse(task: Task, { by, at, origin, answer, clickId }: Closing): TaskStep<Task> {
  const refused: Task = { ...task, state: 'refused', doneAt: at, doneById: by, answer, clickId, chaseAt: undefined };
  return {
    write: [refused],
    facts: [taskFact(refused, 'task.refused', at, origin, { reason: answer })],
    answer: refused,
  };
}

export interface Successor {
  readonly id: TaskId;
  readonly alertId: AlertId;
  readonly assigneeId: PersonId | undefined;
  /** What the alert is about: the holding, where it is known. */
  readonly subject: string;
}

/** Nobody's refusal ends what has to be taken away: the next one is asked, and everybody is told. */
export function passOn(tasks: readonly Task[], task: Task, closing: Closing, successor: Successor): TaskStep<Task> {
  const { at, origin, answer: reason } = closing;
  const { write, facts, answer } = refuse(task, closing);
  const next = again(tasks, task, successor, at);
  const data = { task: next.id, app: task.appId, by: closing.by, reason: reason ?? '' };
  const alert = { kind: 'revoke_failing', subject: successor.subject, state: 'open', data, raisedAt: at } as const;
  return {
    write: [...write, next],
    alerts: [{ ...alert, id: successor.alertId }],
    facts: [...facts, opened(next, at, origin)],
    answer,
  };
}

/** The same, asked anew, with as much time as before. */
export function again(
  tasks: readonly Task[],
  task: Task,
  { id, assigneeId }: Pick<Successor, 'id' | 'assigneeId'>,
  at: Instant,
): Task {
  const dueAt = task.dueAt === undefined ? undefined : at + (task.dueAt - task.createdAt);
  const fresh = { state: 'open', createdAt: at, dueAt, chaseAt: dueAt, escalatedAt: undefined } as const;
  const undone = { doneAt: undefined, doneById: undefined, answer: undefined, clickId: undefined };
  return numbered(tasks, { ...task, ...fresh, ...undone, id, assigneeId });
}
