import { type Context, Hono } from 'hono';
import type { App } from '../../../domain/catalog/app.ts';
import { type Result, refused } from '../../../domain/errors.ts';
import { isId } from '../../../domain/ids.ts';
import { may } from '../../../domain/people/rights.ts';
import { seeHoldings } from '../../../use-cases/access/see-holdings.ts';
import { appNamed } from '../../../use-cases/find-named.ts';
import { setFrozen } from '../../../use-cases/freeze.ts';
import { seeApp } from '../../../use-cases/see-app.ts';
import { listRequests } from '../../../use-cases/see-requests.ts';
import { actingIn, viewingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import type { InSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { appPage } from '../../pages/app.page.tsx';
import { appsPage } from '../../pages/apps.page.tsx';
import { freezeQuestion } from '../../pages/freeze-question.tsx';
import { afterNamed, namedCursor } from '../../schemas/pages.ts';
import { askPage } from '../../web/ask-page.ts';
import { gonePage } from '../../web/gone.ts';
import { lookingAt } from '../../web/looking.ts';
import { withNotice } from '../../web/notice.ts';

type Page = Context<InSession>;

const PAGE = 50;
const LATEST = 10;

/** The apps, one of them, and the switch that stops giving in it. */
export function appPageRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get('/apps', async (c) => {
    const q = (c.req.query('q') ?? '').trim().slice(0, 200);
    const after = afterNamed('app').safeParse(c.req.query('after')).data;
    const [looking, apps] = await Promise.all([
      lookingAt(deps, c, 'apps'),
      deps.store.catalog.appPage({ search: q === '' ? undefined : q, after, limit: PAGE }),
    ]);
    const last = apps.length < PAGE ? undefined : apps.at(-1);
    return c.html(appsPage(looking, { apps, q, next: last && namedCursor(last) }).toString());
  });

  app.get('/apps/:id', async (c) => {
    const found = await appIn(deps, c);
    return found.ok ? showApp(deps, c, found.value) : gonePage(deps, c, 'apps', found.problem);
  });
  for (const frozen of [true, false]) addFreeze(app, deps, frozen);
  return app;
}

export async function appIn({ store }: HttpDeps, c: Context): Promise<Result<App>> {
  const value = await appNamed(store, c.req.param('id') ?? '');
  return value === undefined ? refused('not_found', 'There is no such app.') : { ok: true, value };
}

async function showApp(deps: HttpDeps, c: Page, app: App): Promise<Response> {
  const viewer = c.get('signedIn').person;
  const after = c.req.query('after') ?? '';
  const [looking, seen, requests] = await Promise.all([
    lookingAt(deps, c, 'apps'),
    seeApp(deps, viewer, app),
    listRequests(deps, viewingIn(c.get('signedIn')), { tab: undefined, app: app.id, after: undefined, limit: LATEST }),
  ]);
  const query = { app, after: isId('holding', after) ? after : undefined, limit: PAGE };
  const holders = seen.may.seeHolders ? await seeHoldings(deps.store, viewer, query) : undefined;
  const shown = holders?.ok === true ? holders.value : undefined;
  return c.html(appPage(looking, { ...seen, holders: shown, requests }).toString());
}

function addFreeze(pages: Hono<InSession>, deps: HttpDeps, frozen: boolean): void {
  const path = `/apps/:id/${frozen ? 'freeze' : 'unfreeze'}`;
  pages.get(path, async (c) => {
    const app = await freezable(deps, c);
    if (!app.ok) return gonePage(deps, c, 'apps', app.problem);
    return askPage(deps, c, { ...freezeQuestion(app.value, frozen, {}), place: 'apps', typed: {} });
  });
  pages.post(path, async (c) => {
    const app = await freezable(deps, c);
    if (!app.ok) return gonePage(deps, c, 'apps', app.problem);
    const { typed, problem } = await formOf(c);
    const question = freezeQuestion(app.value, frozen, typed);
    if (problem !== undefined) return askPage(deps, c, { ...question, place: 'apps', typed, problem });
    const reason = (typed['reason'] ?? '').trim();
    if (reason === '') {
      const none = refused('reason_needed', 'Say why: those who wait will read it.', { field: 'reason' });
      return askPage(deps, c, { ...question, place: 'apps', typed, problem: none.problem });
    }
    const set = await setFrozen(deps, actingIn(c.get('signedIn'), deps), app.value.id, frozen, reason.slice(0, 4000));
    if (!set.ok) return askPage(deps, c, { ...question, place: 'apps', typed, problem: set.problem });
    return c.redirect(withNotice(`/apps/${app.value.id}`, frozen ? 'frozen' : 'unfrozen'), 303);
  });
}

async function freezable(deps: HttpDeps, c: Page): Promise<Result<App>> {
  const app = await appIn(deps, c);
  if (!app.ok || may('freeze', c.get('signedIn').person.roles)) return app;
  return refused('not_allowed', 'Only admins freeze giving.');
}
