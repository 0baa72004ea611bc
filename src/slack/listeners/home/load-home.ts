import type { Person } from '../../../domain/people/person.ts';
import type { Request } from '../../../domain/request/request.ts';
import { MOVING_STATES } from '../../../domain/request/state.ts';
import { seeHoldings } from '../../../use-cases/access/see-holdings.ts';
import { actionsFor } from '../../../use-cases/see-actions.ts';
import { listRequests, standsFor, type Viewer } from '../../../use-cases/see-requests.ts';
import { listTasks } from '../../../use-cases/tasks/list-tasks.ts';
import { namesIn } from '../../../use-cases/tasks/see-tasks.ts';
import type { Shown } from '../../cards/home.view.ts';
import { NO_OFFERS } from '../../cards/seen.ts';
import type { ListenerDeps } from '../deps.ts';

/** More of one kind nobody reads in Slack: the pages have all of it. */
const MOST = 200;

/** Everything that Home shows of somebody, as it is now. */
export async function loadHome(deps: ListenerDeps, person: Person): Promise<Omit<Shown, 'page'>> {
  const { store } = deps;
  // As anybody: what an admin may see besides is not theirs.
  const viewer: Viewer = { personId: person.id, roles: [] };
  const first = { after: undefined, limit: MOST };
  const [manager, toDecide, moving, holdings, tasks] = await Promise.all([
    person.managerId === undefined ? undefined : store.people.byId(person.managerId),
    listRequests(deps, viewer, { ...first, tab: 'open', decides: true, oldestFirst: true }),
    // What is given stands under one's access.
    listRequests(deps, viewer, { ...first, tab: undefined, own: true, states: MOVING_STATES }),
    seeHoldings(store, person, { person, limit: MOST }),
    listTasks(store, viewer, { states: ['open'], after: undefined, limit: MOST }),
  ]);
  const offered = await offering(deps, person);
  return {
    ...{ person, managerName: manager?.name, tasks, names: await namesIn(store, tasks) },
    ...{ toDecide: toDecide.map(offered), open: moving.map(offered) },
    access: holdings.ok ? holdings.value.items : [],
  };
}

async function offering(deps: ListenerDeps, person: Person) {
  const [apps, others] = await Promise.all([deps.store.catalog.apps(), standsFor(deps, person.id)]);
  const byId = new Map(apps.map((app) => [app.id, app]));
  const now = deps.clock.now();
  return (request: Request) => {
    const app = byId.get(request.appId);
    const looker = { person, standsFor: others };
    return { request, offers: app === undefined ? NO_OFFERS : actionsFor(request, looker, app, now) };
  };
}
