import type { App } from '../../domain/catalog/app.ts';
import type { Person } from '../../domain/people/person.ts';
import { whyNotAct, whyNotOpen } from '../../domain/work/may-act.ts';
import { sayTask, TASK_STATES } from '../../domain/work/say-task.ts';
import type { Task } from '../../domain/work/task.ts';
import { span } from '../../domain/text/span.ts';
import { actions, type AnyBlock, context, dotted, section } from '../blocks/blocks.ts';
import { moment } from '../blocks/date.ts';
import { button } from '../blocks/elements.ts';
import { bold, escapeLine, link, quote } from '../blocks/escape.ts';
import { message, type Message } from '../blocks/surfaces.ts';
import { ACTION_IDS } from './action-ids.ts';
import type { Seen } from './seen.ts';

interface Card {
  readonly task: Task;
  /** Of the people, the app and the entitlement that it is about. */
  readonly names: ReadonlyMap<string, string>;
  readonly canClose: boolean;
}

/** Whether these buttons would be refused to this person. */
export function canClose(task: Task, person: Person, app: Pick<App, 'ownerIds'>): boolean {
  return whyNotOpen(task) === undefined && whyNotAct(task, person, app) === undefined;
}

/** Work for a person, with what to do; once it is closed, what became of it. */
export function taskCard({ task, names, canClose }: Card, seen: Seen): Message {
  const said = sentence(task, names);
  const isOpen = task.state === 'open';
  const rest: readonly AnyBlock[] = isOpen ? openCard(task, canClose) : [section(outcome(task, names, seen))];
  const page = link(new URL(`/tasks/${task.id}`, seen.publicUrl).href, 'Details');
  return message(isOpen ? said : `${said} · ${outcome(task, names, seen)}`, [
    section(said),
    ...rest,
    context(isOpen ? due(task, seen) : undefined, task.requestId, page),
  ]);
}

/** "*Give by hand: Deploy* · Production AWS · for Maya Ortiz" */
export function sentence(task: Task, names: ReadonlyMap<string, string>): string {
  const { appId, beneficiaryId } = task;
  const whom = beneficiaryId === undefined ? undefined : `for ${escapeLine(names.get(beneficiaryId) ?? beneficiaryId)}`;
  return dotted([bold(sayTask(task, names)), escapeLine(names.get(appId) ?? appId), whom]);
}

function openCard(task: Task, canClose: boolean): readonly AnyBlock[] {
  const instructions = task.instructions.trim() === '' ? [] : [section(quote(task.instructions))];
  return [...instructions, ...(canClose ? taskButtons(task) : [])];
}

export function taskButtons({ id }: Pick<Task, 'id'>): readonly AnyBlock[] {
  return actions(
    button('Mark complete', ACTION_IDS.completeTask, id, { style: 'primary' }),
    button("Can't do it", ACTION_IDS.refuseTask, id),
  );
}

export function due({ dueAt }: Task, { now, zone }: Seen): string | undefined {
  if (dueAt === undefined) return undefined;
  return dueAt > now ? `due ${moment(dueAt, zone)}` : `⚠ overdue by ${span(now - dueAt)}`;
}

function outcome(
  { state, doneById, doneAt, answer }: Task,
  names: ReadonlyMap<string, string>,
  { zone }: Seen,
): string {
  const sign = { open: '⏳', completed: '✓', refused: '✕', withdrawn: '✕' }[state];
  const by = doneById === undefined ? '' : ` by ${escapeLine(names.get(doneById) ?? doneById)}`;
  const remark = escapeLine(answer ?? '');
  return dotted([
    `${sign} ${TASK_STATES[state]}${by}`,
    doneAt === undefined ? undefined : moment(doneAt, zone),
    remark === '' ? undefined : `"${remark}"`,
  ]);
}
