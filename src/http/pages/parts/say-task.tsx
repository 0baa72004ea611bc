import type { FC } from 'hono/jsx';
import type { Task, TaskKind, TaskState } from '../../../domain/work/task.ts';
import { absolute, Moment, span, type When } from './moment.tsx';

const KINDS: { readonly [Kind in TaskKind]: string } = {
  provision: 'Give by hand',
  deprovision: 'Take away by hand',
  check_failure: 'Look at what failed',
  review_emergency: 'Review an emergency',
};

export const TASK_STATES: { readonly [State in TaskState]: string } = {
  open: 'Open',
  completed: 'Done',
  refused: 'Not done',
  withdrawn: 'Withdrawn',
};

/** `Give by hand: Deploy`. */
export function sayTask({ kind, entitlementId }: Task, names: ReadonlyMap<string, string>): string {
  const what = entitlementId === undefined ? undefined : (names.get(entitlementId) ?? entitlementId);
  return what === undefined ? KINDS[kind] : `${KINDS[kind]}: ${what}`;
}

/** Until when, and in words where that is over. */
export const Due: FC<{ task: Task; when: When }> = ({ task: { dueAt }, when }) => {
  if (dueAt === undefined) return <span class="quiet">no date</span>;
  if (dueAt > when.now) return <Moment at={dueAt} when={when} />;
  return (
    <time class="overdue" datetime={new Date(dueAt).toISOString()} title={absolute(dueAt, when.zone)}>
      Overdue by {span(when.now - dueAt)}
    </time>
  );
};
