import type { Alert } from '../../domain/work/alert.ts';
import type { Task } from '../../domain/work/task.ts';
import type { WorkStore } from '../../ports/work-store.ts';
import type { Database } from '../database.ts';
import { AlertRow, TaskRow } from '../entities/work.entity.ts';
import { fromJson, nulled, plain, type Row, toJson } from '../rows.ts';

export function createWorkStore(database: Database): WorkStore {
  return {
    openTask: (task) =>
      database.transact(async (em) => {
        if ((await em.count(TaskRow, { id: task.id })) === 0) await em.insert(TaskRow, nulled(task));
      }),

    openTasks: async () =>
      (await database.em().find(TaskRow, { state: 'open' }, { orderBy: { createdAt: 'asc' } })).map(taskOf),

    raiseAlert: (alert) =>
      database.transact(async (em) => {
        const { kind, subject } = alert;
        if ((await em.count(AlertRow, { kind, subject, state: 'open' })) > 0) return;
        await em.insert(AlertRow, { ...alert, data: toJson(alert.data) });
      }),

    openAlerts: async () =>
      (await database.em().find(AlertRow, { state: 'open' }, { orderBy: { raisedAt: 'asc' } })).map(alertOf),
  };
}

function taskOf(row: Row<typeof TaskRow>): Task {
  return plain(row);
}

function alertOf({ data, ...row }: Row<typeof AlertRow>): Alert {
  return { ...plain(row), data: fromJson(data) };
}
