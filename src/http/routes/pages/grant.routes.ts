import { type Context, Hono } from 'hono';
import type { App } from '../../../domain/catalog/app.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/errors.ts';
import type { Person } from '../../../domain/people/person.ts';
import { may } from '../../../domain/people/rights.ts';
import { appNamed } from '../../../use-cases/find-named.ts';
import { type GrantableThings, peopleToGrant, thingsToGrant } from '../../../use-cases/grant-choices.ts';
import { actingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import type { InSession } from '../../auth/session.ts';
import type { Typed } from '../../auth/typed.ts';
import type { HttpDeps } from '../../deps.ts';
import { grantAppPage, grantPage, grantThingsPage } from '../../pages/grant.page.tsx';
import { grantedPage } from '../../pages/granted.page.tsx';
import { newClick } from '../../web/click.ts';
import { gonePage } from '../../web/gone.ts';
import { grantEach, peopleChosen } from '../../web/grant-each.ts';
import { lookingAt } from '../../web/looking.ts';
import { withNotice } from '../../web/notice.ts';
import { statusOf } from '../../web/status-of.ts';
import { grantField, isChosen } from '../../web/typed-grant.ts';
import { appIn } from './apps.routes.ts';
import { personIn } from './people.routes.ts';

type Page = Context<InSession>;

const MOST_PEOPLE = 100;
const MOST_APPS = 200;

/** Access given at once by an admin: from the page of a person, or of an app. */
export function grantPageRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  for (const [path, scopeOf] of [
    ['/people/:id/grant', toPerson],
    ['/apps/:id/grant', inApp],
  ] as const) {
    app.get(path, async (c) => {
      const scope = await allowed(c, () => scopeOf(deps, c, c.req.query()));
      if (!scope.ok) return gonePage(deps, c, scopeOf === toPerson ? 'people' : 'apps', scope.problem);
      return show(deps, c, scope.value, c.req.query());
    });
    app.post(path, async (c) => {
      const scope = await allowed(c, () => scopeOf(deps, c, c.req.query()));
      if (!scope.ok) return gonePage(deps, c, scopeOf === toPerson ? 'people' : 'apps', scope.problem);
      const { typed, problem } = await formOf(c);
      return problem === undefined ? grant(deps, c, scope.value, typed) : show(deps, c, scope.value, typed, problem);
    });
  }
  return app;
}

interface Choice extends GrantableThings {
  readonly app: App;
}

/** What the address says so far, and so what is asked next: in which app, what of it, or everything else. */
type Scope =
  | { readonly step: 'app'; readonly to: Person }
  | (Choice & { readonly step: 'things' })
  | (Choice & { readonly step: 'rest'; readonly to: Person | undefined });

async function allowed(c: Page, scope: () => Promise<Result<Scope>>): Promise<Result<Scope>> {
  if (may('grant', c.get('signedIn').person.roles)) return scope();
  return refused('not_allowed', 'Only admins grant directly.');
}

async function toPerson(deps: HttpDeps, c: Page, query: Typed): Promise<Result<Scope>> {
  const to = await personIn(deps, c);
  if (!to.ok) return to;
  if (to.value.status !== 'active') return refused('wrong_state', `${to.value.name} has left: nothing is granted.`);
  const app = query['app'] === undefined ? undefined : await appNamed(deps.store, query['app']);
  if (app === undefined) return ok({ step: 'app', to: to.value });
  return ok({ step: 'rest', to: to.value, app, ...(await thingsToGrant(deps.store, app, to.value)) });
}

async function inApp(deps: HttpDeps, c: Page, query: Typed): Promise<Result<Scope>> {
  const app = await appIn(deps, c);
  if (!app.ok) return app;
  const { things, seatsTaken } = await thingsToGrant(deps.store, app.value);
  const chosen = things.filter(({ id }) => isChosen(query, grantField.thing(id)));
  if (chosen.length === 0) return ok({ step: 'things', app: app.value, things, seatsTaken });
  return ok({ step: 'rest', to: undefined, app: app.value, things: chosen, seatsTaken });
}

async function show(deps: HttpDeps, c: Page, scope: Scope, typed: Typed, problem?: Problem): Promise<Response> {
  const looking = await lookingAt(deps, c, 'to' in scope && scope.to !== undefined ? 'people' : 'apps');
  if (scope.step === 'app') {
    const apps = await deps.store.catalog.appPage({ limit: MOST_APPS });
    return c.html(grantAppPage(looking, scope.to, apps).toString(), statusOf(problem));
  }
  if (scope.step === 'things') return c.html(grantThingsPage(looking, scope).toString(), statusOf(problem));
  const q = (c.req.query('q') ?? '').trim().slice(0, 200);
  const ids = scope.things.map(({ id }) => id);
  const to = scope.to ?? (await peopleToGrant(deps.store, ids, q === '' ? undefined : q, MOST_PEOPLE));
  const click = typed['click'] ?? newClick(deps);
  const page = { ...scope, to, q, typed, click, here: c.req.path, problem };
  return c.html(grantPage(looking, page).toString(), statusOf(problem));
}

async function grant(deps: HttpDeps, c: Page, scope: Scope, typed: Typed): Promise<Response> {
  if (scope.step !== 'rest') return show(deps, c, scope, typed);
  const { to, app, things } = scope;
  const looking = await lookingAt(deps, c, 'apps');
  const people = to === undefined ? await deps.store.people.find({ ids: peopleChosen(typed) }) : [to];
  const acting = actingIn(c.get('signedIn'), deps);
  const granted = await grantEach(deps, acting, { app, things, people, typed, zone: looking.when.zone });
  if (!granted.ok) return show(deps, c, scope, typed, granted.problem);
  const [one, more] = granted.value;
  if (one === undefined || more !== undefined) return c.html(grantedPage(looking, app, granted.value).toString());
  if (one.request === undefined || one.did === undefined) return show(deps, c, scope, typed, one.problem);
  return c.redirect(withNotice(`/requests/${one.request}`, one.did), 303);
}
