import type { Alert } from '../domain/work/alert.ts';
import type { Task } from '../domain/work/task.ts';

/** What people have to do, and what they ought to know. */
export interface WorkStore {
  /** Once per id: opening it again changes nothing. */
  openTask(task: Task): Promise<void>;
  openTasks(): Promise<readonly Task[]>;
  /** Once per kind and subject while one is open. */
  raiseAlert(alert: Alert): Promise<void>;
  openAlerts(): Promise<readonly Alert[]>;
}
