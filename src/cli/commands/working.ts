import type { z } from 'zod';
import { pageOf } from '../../http/schemas/organisation.ts';
import { taskSchema } from '../../http/schemas/tasks.ts';
import { command, flag, maybe, type Said, text } from '../command.ts';
import { chosen, needed, neededText } from '../input/needed.ts';
import { present } from '../input/present.ts';
import { TASK_HEAD, taskRow, taskSentence } from '../output/task-lines.ts';
import { pathTo } from '../path.ts';
import type { Choice } from '../prompts.ts';
import { ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';
import { listed, PAGE_OPTIONS } from './listing.ts';

const TASK = { task: maybe('its id, tsk_…') };

export const tasks = command({
  name: 'tasks list',
  summary: 'Work for you and about your apps, oldest first',
  args: {},
  options: { all: flag('what is over as well'), ...PAGE_OPTIONS },
  examples: ['leasehold tasks list'],
  run: (shell, { all, limit, after }) => {
    const columns = { item: taskSchema, head: TASK_HEAD, row: taskRow, nothing: 'No tasks.' };
    return listed(shell, '/tasks', { state: all ? undefined : 'open', limit, after }, columns);
  },
});

export const complete = command({
  name: 'tasks complete',
  summary: 'Say that a task is done',
  args: TASK,
  options: { comment: text('TEXT', 'a remark') },
  examples: ['leasehold tasks complete tsk_7K3F9QAB2M --comment "Door 4 as well"'],
  async run(shell, { task, comment }) {
    const id = await neededTask(shell, task);
    return id.ok ? told(shell, id.value, 'completion', present({ comment })) : id;
  },
});

export const refuse = command({
  name: 'tasks refuse',
  summary: 'Say that a task cannot be done, and why',
  args: TASK,
  options: { reason: text('TEXT', 'why; it is told to who waits for it') },
  examples: ['leasehold tasks refuse tsk_7K3F9QAB2M --reason "No seat is left"'],
  async run(shell, given) {
    const id = await neededTask(shell, given.task);
    if (!id.ok) return id;
    const reason = await neededText(shell, given.reason, '--reason', 'Why can it not be done?');
    return reason.ok ? told(shell, id.value, 'refusal', { reason: reason.value }) : reason;
  },
});

export const reassign = command({
  name: 'tasks reassign',
  summary: 'Hand a task to somebody else',
  args: { ...TASK, person: maybe('e-mail or id of who shall do it') },
  options: {},
  examples: ['leasehold tasks reassign tsk_7K3F9QAB2M lin@example.com'],
  async run(shell, given) {
    const id = await neededTask(shell, given.task);
    if (!id.ok) return id;
    const to = await neededText(shell, given.person, 'PERSON', 'Who shall do it? Their e-mail');
    return to.ok ? told(shell, id.value, 'assignment', { to: to.value }) : to;
  },
});

function neededTask(shell: Shell, given: string | undefined): Promise<Result<string>> {
  return needed(shell, given, 'TASK', async (prompts) =>
    chosen(prompts, 'Which task?', await openTasks(shell), 'No task is open.'),
  );
}

async function openTasks({ api, view }: Shell): Promise<Result<readonly Choice[]>> {
  const page = await api.read(pageOf(taskSchema), '/tasks', { state: 'open', limit: '200' });
  return page.ok ? ok(page.value.value.items.map((task) => choiceOf(task, view()))) : page;
}

function choiceOf(task: z.output<typeof taskSchema>, view: ReturnType<Shell['view']>): Choice {
  return { value: task.id, label: taskSentence(task, view) };
}

async function told({ api, view }: Shell, id: string, what: string, body: object): Promise<Result<Said>> {
  const answer = await api.write(taskSchema, pathTo('tasks', id, what), body);
  return answer.ok ? ok({ lines: [taskSentence(answer.value.value, view())], json: answer.value.text }) : answer;
}
