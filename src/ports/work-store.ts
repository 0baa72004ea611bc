import type { AccountId, AppId, EntitlementId, PersonId, TaskId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Alert } from '../domain/work/alert.ts';
import type { Task, TaskState } from '../domain/work/task.ts';
import type { TaskStep } from '../domain/work/task-step.ts';

/** One thing of one account: what tasks to give or take by hand are about. */
export interface TaskPlace {
  readonly accountId: AccountId;
  readonly entitlementId: EntitlementId;
}

export interface TaskQuery {
  /** Assigned to this person, or about one of these apps; undefined: all. */
  readonly viewer: { readonly personId: PersonId; readonly appIds: readonly AppId[] } | undefined;
  readonly states?: readonly TaskState[] | undefined;
  readonly after?: Pick<Task, 'createdAt' | 'id'> | undefined;
  /** What is over is looked at from its end. */
  readonly newestFirst?: boolean | undefined;
  readonly limit: number;
}

/** What people have to do, and what they ought to know. */
export interface WorkStore {
  /** Once per id: opening it again changes nothing. */
  openTask(task: Task): Promise<void>;
  openTasks(): Promise<readonly Task[]>;
  taskById(id: TaskId): Promise<Task | undefined>;
  /** Oldest first. */
  tasksAbout(place: TaskPlace): Promise<readonly Task[]>;
  /** Oldest first, unless asked otherwise. */
  taskPage(query: TaskQuery): Promise<readonly Task[]>;
  /** Counted up to `most`. */
  countOpenTasks(viewer: TaskQuery['viewer'], most: number): Promise<number>;
  /**
   * One transaction on everything about this place, or about what this task is about; others at it wait. `step` sees the
   * tasks, oldest first; it is pure, because it may be run more than once.
   */
  onTasks<Answer>(about: TaskId | TaskPlace, step: (tasks: readonly Task[]) => TaskStep<Answer>): Promise<Answer>;
  /** Open ones whose time to be reminded of has come. */
  overdueTasks(now: Instant, limit: number): Promise<readonly Task[]>;
  /** Once per kind and subject while one is open. */
  raiseAlert(alert: Alert): Promise<void>;
  /** What it warned of is over. */
  endAlert(kind: Alert['kind'], subject: string): Promise<void>;
  openAlerts(): Promise<readonly Alert[]>;
}
