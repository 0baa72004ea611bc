import { type Context, Hono } from 'hono';
import { ok, type Result } from '../../../domain/errors.ts';
import type { Person } from '../../../domain/people/person.ts';
import { searchable } from '../../../domain/text/searchable.ts';
import type { Held } from '../../../ports/access-store.ts';
import { accessLike, type Model } from '../../../use-cases/access/access-like.ts';
import { forWhom } from '../../../use-cases/access/for-whom.ts';
import { personNamed } from '../../../use-cases/find-named.ts';
import type { InSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { accessLikePage, likeAddress } from '../../pages/access-like.page.tsx';
import { ASKING, keptOf, typedInAddress } from '../../web/basket.ts';
import { lookingAt } from '../../web/looking.ts';
import { statusOf } from '../../web/status-of.ts';

const MOST = 20;

/** To choose whose access is wanted too, and what of it; what is chosen goes into the request. */
export function accessLikePageRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get(`${ASKING}/like`, async (c: Context<InSession>) => {
    const { person: name, title, who, all, ...rest } = typedInAddress(c.req.url);
    const typed = keptOf(rest);
    const [looking, { person }] = await Promise.all([
      lookingAt(deps, c, 'requests'),
      forWhom(deps.store, c.get('signedIn').person, typed['for']),
    ]);
    const like = await likeWhom(deps, person, { name, title });
    const search = searchable(who);
    const problem = like?.ok === false ? like.problem : undefined;
    const shown = like?.ok === true ? { ...like.value, all: all === 'yes' } : undefined;
    const choice = shown === undefined ? await choiceOf(deps, person, search) : { people: [], titles: [] };
    const chosen = { ...(name === undefined ? {} : { person: name }), ...(title === undefined ? {} : { title }) };
    const allAt = likeAddress(typed, { ...chosen, all: 'yes' });
    const page = accessLikePage(looking, { typed, person, search, ...choice, like: shown, problem, allAt });
    return c.html(page.toString(), statusOf(problem));
  });
  return app;
}

async function likeWhom(
  deps: HttpDeps,
  person: Person,
  { name, title }: { readonly name: string | undefined; readonly title: string | undefined },
) {
  const model = await modelOf(deps, name, title);
  if (model === undefined) return undefined;
  if (!model.ok) return model;
  const sorted = await accessLike(deps, person, model.value);
  if (!sorted.ok) return sorted;
  const all = await deps.store.access.heldByPerson(person.id);
  const mine = all.filter(({ wanted }) => wanted.held).toSorted(byName);
  const isTitle = 'title' in model.value;
  const called = 'title' in model.value ? model.value.title : model.value.person.name;
  return ok({ name: called, isTitle, sorted: sorted.value, mine });
}

function byName({ names: one }: Held, { names: other }: Held): number {
  return one.app.localeCompare(other.app) || one.entitlement.localeCompare(other.entitlement);
}

async function modelOf({ store }: HttpDeps, name?: string, title?: string): Promise<Result<Model> | undefined> {
  if (title !== undefined) return ok({ title: searchable(title) });
  if (name === undefined) return undefined;
  const person = await personNamed(store, searchable(name));
  if (person !== undefined) return ok({ person });
  return { ok: false, problem: { code: 'not_found', detail: 'There is nobody here by that.' } };
}

/** Until something is searched for, those who work beside them. */
async function choiceOf({ store: { people } }: HttpDeps, { id, managerId, title }: Person, search: string) {
  const beside = managerId === undefined ? {} : { managerId };
  const found = await people.page({ status: 'active', limit: MOST, ...(search === '' ? beside : { search }) });
  return {
    people: found.filter((one) => one.id !== id),
    titles: search === '' ? [title] : await people.titles(search, MOST),
  };
}
