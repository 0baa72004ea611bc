import { BY_WORKFLOW } from '../../domain/request/step.ts';
import type { Alert } from '../../domain/work/alert.ts';
import type { Task } from '../../domain/work/task.ts';
import { opened } from '../../domain/work/task-step.ts';
import type { WorkStore } from '../../ports/work-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Transaction } from '../connections.ts';
import type { Database } from '../database.ts';
import type { AlertRow, TaskRow } from '../entities/work.entity.ts';
import { fromJson, nulled, plain, type Row, toJson } from '../rows.ts';
import { tables } from '../tables.ts';

export function createWorkStore(database: Database, appendFacts: AppendFacts): WorkStore {
  return {
    ...createTaskViews(database),
    ...createAlerts(database),

    openTask: (task) =>
      database.transact(async (tx) => {
        if (!(await tables.task.insertNew(tx, nulled(task), ['id']))) return;
        await appendFacts(tx, [opened(task, task.createdAt, BY_WORKFLOW)]);
      }),

    onTasks: (about, step) =>
      database.transact(async (tx) => {
        const tasks = await tasksForUpdate(tx, about);
        const { write, alerts = [], facts, answer } = step(tasks);
        for (const task of write) await writeTask(tx, task, tasks);
        for (const alert of alerts) await raiseAlert(tx, alert);
        if (facts.length > 0) await appendFacts(tx, facts);
        return answer;
      }),
  };
}

type Views = Pick<WorkStore, 'openTasks' | 'taskById' | 'tasksAbout' | 'taskPage' | 'countOpenTasks' | 'overdueTasks'>;

function createTaskViews(database: Database): Views {
  return {
    openTasks: async () =>
      (await tables.task.find(database.reader, { state: 'open' }, { orderBy: { createdAt: 'asc' } })).map(taskOf),

    async taskById(id) {
      const row = await tables.task.first(database.reader, { id });
      return row === undefined ? undefined : taskOf(row);
    },

    tasksAbout: async ({ accountId, entitlementId }) =>
      (await tables.task.find(database.reader, { accountId, entitlementId }, IN_ROW)).map(taskOf),

    async taskPage({ viewer, states, after, newestFirst, limit }) {
      const [way, beyond] = newestFirst === true ? (['desc', '$lt'] as const) : (['asc', '$gt'] as const);
      const where = {
        $and: [seenBy(viewer), states === undefined ? {} : { state: { $in: [...states] } }, past(after, beyond)],
      };
      const orderBy = { createdAt: way, id: way };
      return (await tables.task.find(database.reader, where, { orderBy, limit })).map(taskOf);
    },

    async countOpenTasks(viewer, most) {
      const where = { $and: [seenBy(viewer), { state: 'open' as const }] };
      return (await tables.task.find(database.reader, where, { only: ['id'], limit: most })).length;
    },

    async overdueTasks(now, limit) {
      const where = { state: 'open', chaseAt: { $lt: now + 1 } } as const;
      return (await tables.task.find(database.reader, where, { orderBy: { chaseAt: 'asc', id: 'asc' }, limit })).map(
        taskOf,
      );
    },
  };
}

function createAlerts(database: Database): Pick<WorkStore, 'raiseAlert' | 'endAlert' | 'openAlerts'> {
  return {
    raiseAlert: (alert) => database.transact((tx) => raiseAlert(tx, alert)),
    async endAlert(kind, subject) {
      await database.transact((tx) => tables.alert.set(tx, { kind, subject, state: 'open' }, { state: 'over' }));
    },
    openAlerts: async () =>
      (await tables.alert.find(database.reader, { state: 'open' }, { orderBy: { raisedAt: 'asc' } })).map(alertOf),
  };
}

const IN_ROW = { orderBy: { number: 'asc' } } as const;

type About = Parameters<WorkStore['onTasks']>[0];

/** Of two who are the first at a place, the unique number lets one in, and the other goes again. */
async function tasksForUpdate(tx: Transaction, about: About): Promise<Task[]> {
  const locked = { ...IN_ROW, forUpdate: true } as const;
  if (typeof about !== 'string') {
    const { accountId, entitlementId } = about;
    return (await tables.task.find(tx, { accountId, entitlementId }, locked)).map(taskOf);
  }
  const row = await tables.task.first(tx, { id: about });
  const { accountId, entitlementId } = row === undefined ? {} : taskOf(row);
  const isPlaced = accountId !== undefined && entitlementId !== undefined;
  const where = isPlaced ? { accountId, entitlementId } : { id: about };
  return (await tables.task.find(tx, where, locked)).map(taskOf);
}

async function writeTask(tx: Transaction, task: Task, known: readonly Task[]): Promise<void> {
  if (known.some(({ id }) => id === task.id)) await tables.task.set(tx, { id: task.id }, nulled(task));
  else await tables.task.insert(tx, [nulled(task)]);
}

async function raiseAlert(tx: Transaction, alert: Alert): Promise<void> {
  const { kind, subject } = alert;
  if (await tables.alert.has(tx, { kind, subject, state: 'open' })) return;
  await tables.alert.insert(tx, [{ ...alert, data: toJson(alert.data) }]);
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
