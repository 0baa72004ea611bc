import type { PersonId } from '../ids.ts';
import { BY_WORKFLOW } from '../request/step.ts';
import { HOUR, type Instant } from '../time.ts';
import type { Task } from './task.ts';
import { nothing, taskFact, type TaskStep } from './task-step.ts';

export type Chased = 'reminded' | 'escalated' | undefined;

interface Chasing {
  readonly now: Instant;
  readonly adminIds: readonly PersonId[];
  /** Who is asked in their place, if who was asked has left. */
  readonly instead?: PersonId | undefined;
}

/** Overdue: who was asked is reminded, once each period. A whole period later admins are told too, once. */
export function chase(task: Task, { now, adminIds, instead }: Chasing): TaskStep<Chased> {
  const { dueAt, createdAt, chaseAt, escalatedAt, state } = task;
  if (state !== 'open' || dueAt === undefined || chaseAt === undefined || chaseAt > now) return nothing(undefined);
  const period = Math.max(dueAt - createdAt, HOUR);
  const escalates = escalatedAt === undefined && now >= dueAt + period;
  const next: Task = {
    ...task,
    chaseAt: now + period,
    escalatedAt: escalates ? now : escalatedAt,
    assigneeId: instead ?? task.assigneeId,
  };
  const moved =
    next.assigneeId === task.assigneeId ? [] : [fact(next, 'task.reassigned', now, { from: task.assigneeId })];
  const told = escalates ? [fact(next, 'task.escalated', now, { to: adminIds })] : [];
  return {
    write: [next],
    facts: [...moved, fact(next, 'task.reminded', now), ...told],
    answer: escalates ? 'escalated' : 'reminded',
  };
}

function fact(task: Task, name: Parameters<typeof taskFact>[1], at: Instant, data?: Parameters<typeof taskFact>[4]) {
  return taskFact(task, name, at, BY_WORKFLOW, { dueAt: task.dueAt, ...data });
}
