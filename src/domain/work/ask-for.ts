import { BY_WORKFLOW } from '../request/step.ts';
import type { Instant } from '../time.ts';
import type { Task } from './task.ts';
import { nothing, opened, taskFact, type TaskStep } from './task-step.ts';

/** Where its people got to with this wish; undefined: they have to be asked (again). */
export function askedAlready(tasks: readonly Task[], wish: string | undefined): Task | undefined {
  const latest = tasks.at(-1);
  if (latest === undefined || latest.wish !== wish) return undefined;
  // A refusal to give stands until somebody asks again; one to take away stands for nothing.
  const stands = latest.state === 'open' || (latest.state === 'refused' && latest.kind === 'provision');
  return stands ? latest : undefined;
}

/**
 * The same wish is the same task. Another one withdraws what is open, and so does the same wish after it was done: it is
 * asked for only while nobody's word counts for it any more.
 */
export function askFor(tasks: readonly Task[], fresh: Task, at: Instant): TaskStep<Task> {
  const known = askedAlready(tasks, fresh.wish);
  if (known !== undefined) return nothing(known);
  const withdrawn = tasks.filter(({ state }) => state === 'open').map((task) => withdraw(task, at));
  const next = numbered(tasks, fresh);
  return {
    write: [...withdrawn, next],
    facts: [
      ...withdrawn.map((task) => taskFact(task, 'task.withdrawn', at, BY_WORKFLOW)),
      opened(next, at, BY_WORKFLOW),
    ],
    answer: next,
  };
}

export function withdraw(task: Task, at: Instant): Task {
  return { ...task, state: 'withdrawn', doneAt: at, chaseAt: undefined };
}

export function numbered(tasks: readonly Task[], fresh: Task): Task {
  return fresh.accountId === undefined ? fresh : { ...fresh, number: (tasks.at(-1)?.number ?? 0) + 1 };
}

/** Of these tasks, oldest first, the ones that asked for the same as the last, one after the other. */
export function sameRow(tasks: readonly Task[]): readonly Task[] {
  const wish = tasks.at(-1)?.wish;
  const other = tasks.findLastIndex((task) => task.wish !== wish);
  return tasks.slice(other + 1);
}
