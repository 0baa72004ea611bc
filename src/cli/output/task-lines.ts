import type { z } from 'zod';
import type { taskSchema } from '../../http/schemas/tasks.ts';
import { fromNow, moment } from './moments.ts';
import { stateInWords } from './state.ts';
import { shortened } from './table.ts';
import type { View } from './view.ts';

type Task = z.output<typeof taskSchema>;

export const TASK_HEAD = ['task', 'state', 'kind', 'what', 'for', 'assignee', 'due', 'instructions'];
const INSTRUCTIONS = 60;

export function taskRow(task: Task, view: View): string[] {
  const { id, state, kind, assignee, dueAt, instructions } = task;
  const who = [task.for?.name ?? '', assignee?.name ?? ''];
  const due = dueAt === null ? '' : fromNow(dueAt, view);
  return [
    ...[id, stateInWords(state, view), kind.replaceAll('_', ' '), thingOf(task), ...who, due],
    shortened(instructions, INSTRUCTIONS),
  ];
}

export function taskSentence(task: Task, view: View): string {
  const { id, state, kind, doneBy, doneAt, answer } = task;
  const by = doneBy === null || doneAt === null ? '' : ` by ${doneBy.name} ${moment(doneAt, view)}`;
  const whom = task.for === null ? '' : ` for ${task.for.name}`;
  const said = answer === null || answer === '' ? '' : `: ${answer}`;
  const words = `${kind.replaceAll('_', ' ')} ${thingOf(task)}${whom}${by}${said}`;
  return `${view.paint('strong', id)} ${stateInWords(state, view)}: ${words}`;
}

function thingOf({ app, entitlement }: Task): string {
  return entitlement === null ? app.name : `${app.name}/${entitlement.name}`;
}
