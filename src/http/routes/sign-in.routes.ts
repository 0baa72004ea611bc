import { type Context, Hono } from 'hono';
import { isId } from '../../domain/ids.ts';
import { endSession } from '../../use-cases/sessions/end-session.ts';
import { startSession } from '../../use-cases/sessions/start-session.ts';
import { formOf } from '../auth/forms.ts';
import { isForeign, typedIn } from '../auth/typed.ts';
import { safePath } from '../auth/safe-path.ts';
import { forgetSession, type InSession, needsSession, rememberSession } from '../auth/session.ts';
import type { HttpDeps } from '../deps.ts';
import { signInPage } from '../pages/sign-in.page.tsx';
import { themeOf } from '../web/theme.ts';

/** Signing in and out. The demo's way in is for whoever sits at this machine, and for nobody else. */
export function signInRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get('/sign-in', async (c) => c.html(await pageFor(deps, c, c.req.query('to'))));
  app.post('/sign-in', async (c) => {
    const typed = await typedIn(c);
    const to = safePath(typed['to']);
    const id = typed['person'];
    const isHere = deps.web?.demoSignIn === true && isLoopback(c) && !isForeign(c);
    const person = isHere && id !== undefined && isId('person', id) ? await deps.store.people.byId(id) : undefined;
    if (person === undefined) return c.html(await pageFor(deps, c, to, 'Nobody was signed in.'), 403);
    const started = await startSession(deps, person, {
      ...{ method: 'demo', agent: c.req.header('user-agent') ?? '', roles: [] },
      provenAt: deps.clock.now(),
    });
    if (!started.ok) return c.html(await pageFor(deps, c, to, started.problem.detail), 403);
    rememberSession(c, deps, started.value);
    return c.redirect(to, 303);
  });
  app.post('/sign-out', needsSession(deps), async (c) => {
    const form = await formOf(c);
    if (form.problem !== undefined) return c.text(form.problem.detail, 403);
    await endSession(deps, c.get('signedIn'), form.typed['everywhere'] === undefined ? 'this' : 'everywhere');
    forgetSession(c, deps);
    return c.redirect('/sign-in', 303);
  });
  return app;
}

async function pageFor(deps: HttpDeps, c: Context, to: string | undefined, problem?: string): Promise<string> {
  const policy = await deps.store.policy.current();
  const isHere = deps.web?.demoSignIn === true && isLoopback(c);
  const all = isHere ? await deps.store.people.all() : undefined;
  const people = all?.filter(({ status }) => status === 'active');
  const organisation = policy?.policy.organisation.name ?? 'Leasehold';
  const fresh = c.req.query('fresh') !== undefined;
  const provider = deps.web.provider?.name;
  return signInPage({ organisation, people, provider, to: safePath(to), fresh, problem, theme: themeOf(c) }).toString();
}

/** By the name it was called: a page elsewhere that resolves its own name to this machine calls it by that. */
function isLoopback(c: Context): boolean {
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
}
