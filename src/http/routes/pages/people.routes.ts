import { type Context, Hono } from 'hono';
import { type Result, refused } from '../../../domain/errors.ts';
import type { Person } from '../../../domain/people/person.ts';
import { seeHoldings } from '../../../use-cases/access/see-holdings.ts';
import { seePeople } from '../../../use-cases/people/see-people.ts';
import { seePerson } from '../../../use-cases/people/see-person.ts';
import { personNamed } from '../../../use-cases/find-named.ts';
import { listRequests } from '../../../use-cases/see-requests.ts';
import { viewingIn } from '../../auth/acting-in.ts';
import type { InSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { type ChosenPeople, peoplePage } from '../../pages/people.page.tsx';
import { personPage } from '../../pages/person.page.tsx';
import { afterNamed, namedCursor } from '../../schemas/pages.ts';
import { gonePage } from '../../web/gone.ts';
import { lookingAt } from '../../web/looking.ts';

const PAGE = 50;
const LATEST = 10;

/** Everybody, and one of them. What is done to people is in person-deeds.routes.ts. */
export function peoplePageRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get('/people', async (c) => {
    const chosen = chosenIn(c);
    const { q, department, status } = chosen;
    const after = afterNamed('person').safeParse(c.req.query('after')).data;
    const which = { search: q === '' ? undefined : q, department: department === '' ? undefined : department, status };
    const [looking, seen, departments] = await Promise.all([
      lookingAt(deps, c, 'people'),
      seePeople(deps.store, c.get('signedIn').person, { ...which, after, limit: PAGE }),
      deps.store.people.departments(),
    ]);
    const last = seen.people.length < PAGE ? undefined : seen.people.at(-1);
    const next = last === undefined ? undefined : namedCursor(last);
    return c.html(peoplePage(looking, { ...seen, departments, chosen, next }).toString());
  });

  app.get('/people/:id', async (c) => {
    const person = await personIn(deps, c);
    return person.ok ? showPerson(deps, c, person.value) : gonePage(deps, c, 'people', person.problem);
  });
  return app;
}

/** Those who are here, unless asked for otherwise. */
function chosenIn(c: Context): ChosenPeople {
  const { q = '', department = '', status } = c.req.query();
  const chosen = { q: q.trim().slice(0, 200), department: department.slice(0, 200) };
  if (status === 'all') return { ...chosen, status: undefined };
  return { ...chosen, status: status === 'offboarded' ? 'offboarded' : 'active' };
}

export async function personIn({ store }: HttpDeps, c: Context): Promise<Result<Person>> {
  const value = await personNamed(store, c.req.param('id') ?? '');
  return value === undefined ? refused('not_found', 'There is no such person.') : { ok: true, value };
}

async function showPerson(deps: HttpDeps, c: Context<InSession>, person: Person): Promise<Response> {
  const viewer = c.get('signedIn').person;
  const search = { ids: [], people: [person.id], apps: [] };
  const [looking, seen, holdings, requests] = await Promise.all([
    lookingAt(deps, c, 'people'),
    seePerson(deps, viewer, person),
    seeHoldings(deps.store, viewer, { person, limit: 1 }),
    listRequests(deps, viewingIn(c.get('signedIn')), { tab: undefined, search, after: undefined, limit: LATEST }),
  ]);
  const shown = holdings.ok ? holdings.value.items : undefined;
  return c.html(personPage(looking, { ...seen, holdings: shown, requests }).toString());
}
