import type { FC } from 'hono/jsx';
import type { Task } from '../../../domain/work/task.ts';
import { absolute, Moment, span, type When } from './moment.tsx';

export { sayTask, TASK_STATES } from '../../../domain/work/say-task.ts';

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
