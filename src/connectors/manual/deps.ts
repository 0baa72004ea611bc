import type { Clock, Ids } from '../../ports/environment.ts';
import type { PeopleStore } from '../../ports/organisation-store.ts';
import type { WorkStore } from '../../ports/work-store.ts';

export interface ManualDeps {
  readonly work: Pick<WorkStore, 'tasksAbout' | 'onTasks'>;
  readonly people: Pick<PeopleStore, 'find'>;
  readonly ids: Ids;
  readonly clock: Clock;
}
