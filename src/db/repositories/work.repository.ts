import { LockMode } from '@mikro-orm/core';
import { BY_WORKFLOW } from '../../domain/request/step.ts';
import type { Alert } from '../../domain/work/alert.ts';
import type { Task } from '../../domain/work/task.ts';
import { opened } from '../../domain/work/task-step.ts';
import type { WorkStore } from '../../ports/work-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database, Em } from '../database.ts';
import { AlertRow, TaskRow } from '../entities/work.entity.ts';
import { fromJson, nulled, plain, type Row, toJson } from '../rows.ts';

export function createWorkStore(database: Database, appendFacts: AppendFacts): WorkStore {
  return {
    ...createTaskViews(database),
    ...createAlerts(database),

    openTask: (task) =>
      database.transact(async (em) => {
        if ((await em.count(TaskRow, { id: task.id })) > 0) return;
        await em.insert(TaskRow, nulled(task));
        await appendFacts(em, [opened(task, task.createdAt, BY_WORKFLOW)]);
      }),

    onTasks: (about, step) =>
      database.transact(async (em) => {
        const tasks = await tasksForUpdate(em, about);
        const { write, alerts = [], facts, answer } = step(tasks);
        for (const task of write) await writeTask(em, task, tasks);
        for (const alert of alerts) await raiseAlert(em, alert);
        if (facts.length > 0) await appendFacts(em, facts);
        return answer;
      }),
  };
}

type Views = Pick<WorkStore, 'openTasks' | 'taskById' | 'tasksAbout' | 'taskPage' | 'countOpenTasks' | 'overdueTasks'>;

function createTaskViews(database: Database): Views {
  return {
    openTasks: async () =>
      (await database.em().find(TaskRow, { state: 'open' }, { orderBy: { createdAt: 'asc' } })).map(taskOf),

    async taskById(id) {
      const row = await database.em().findOne(TaskRow, { id });
      return row === null ? undefined : taskOf(row);
    },

    tasksAbout: async ({ accountId, entitlementId }) =>
      (await database.em().find(TaskRow, { accountId, entitlementId }, IN_ROW)).map(taskOf),

    async taskPage({ viewer, states, after, newestFirst, limit }) {
      const [way, beyond] = newestFirst === true ? (['desc', '$lt'] as const) : (['asc', '$gt'] as const);
      const where = {
        $and: [seenBy(viewer), states === undefined ? {} : { state: { $in: [...states] } }, past(after, beyond)],
      };
      const orderBy = { createdAt: way, id: way };
      return (await database.em().find(TaskRow, where, { orderBy, limit })).map(taskOf);
    },

    async countOpenTasks(viewer, most) {
      const where = { $and: [seenBy(viewer), { state: 'open' as const }] };
      return (await database.em().find(TaskRow, where, { fields: ['id'], limit: most })).length;
    },

    async overdueTasks(now, limit) {
      const where = { state: 'open', chaseAt: { $lte: now } } as const;
      return (await database.em().find(TaskRow, where, { orderBy: { chaseAt: 'asc', id: 'asc' }, limit })).map(taskOf);
    },
  };
}

function createAlerts(database: Database): Pick<WorkStore, 'raiseAlert' | 'endAlert' | 'openAlerts'> {
  return {
    raiseAlert: (alert) => database.transact((em) => raiseAlert(em, alert)),
    async endAlert(kind, subject) {
      await database.transact((em) => em.nativeUpdate(AlertRow, { kind, subject, state: 'open' }, { state: 'over' }));
    },
    openAlerts: async () =>
      (await database.em().find(AlertRow, { state: 'open' }, { orderBy: { raisedAt: 'asc' } })).map(alertOf),
  };
}

const IN_ROW = { orderBy: { number: 'asc' } } as const;

type About = Parameters<WorkStore['onTasks']>[0];

/** Of two who are the first at a place, the unique number lets one in, and the other goes again. */
async function tasksForUpdate(em: Em, about: About): Promise<Task[]> {
  const locked = { ...IN_ROW, lockMode: LockMode.PESSIMISTIC_WRITE, disableIdentityMap: true } as const;
  if (typeof about !== 'string') {
    const { accountId, entitlementId } = about;
    return (await em.find(TaskRow, { accountId, entitlementId }, locked)).map(taskOf);
  }
  const row = await em.findOne(TaskRow, { id: about }, { disableIdentityMap: true });
  const { accountId, entitlementId } = row === null ? {} : taskOf(row);
  const isPlaced = accountId !== undefined && entitlementId !== undefined;
  const where = isPlaced ? { accountId, entitlementId } : { id: about };
  return (await em.find(TaskRow, where, locked)).map(taskOf);
}

async function writeTask(em: Em, task: Task, known: readonly Task[]): Promise<void> {
  if (known.some(({ id }) => id === task.id)) await em.nativeUpdate(TaskRow, { id: task.id }, nulled(task));
  else await em.insert(TaskRow, nulled(task));
}

async function raiseAlert(em: Em, alert: Alert): Promise<void> {
  const { kind, subject } = alert;
  if ((await em.count(AlertRow, { kind, subject, state: 'open' })) > 0) return;
  await em.insert(AlertRow, { ...alert, data: toJson(alert.data) });
}

function seenBy(viewer: Parameters<WorkStore['taskPage']>[0]['viewer']) {
  if (viewer === undefined) return {};
  return { $or: [{ assigneeId: viewer.personId }, { appId: { $in: [...viewer.appIds] } }] };
}

function past(after: Parameters<WorkStore['taskPage']>[0]['after'], beyond: '$lt' | '$gt') {
  if (after === undefined) return {};
  const { createdAt, id } = after;
  return { $or: [{ createdAt: { [beyond]: createdAt } }, { createdAt, id: { [beyond]: id } }] };
}

function taskOf(row: Row<typeof TaskRow>): Task {
  return plain(row);
}

function alertOf({ data, ...row }: Row<typeof AlertRow>): Alert {
  return { ...plain(row), data: fromJson(data) };
}
