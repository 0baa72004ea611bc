import { type Context, Hono } from 'hono';
import { signInWith } from '../../use-cases/sessions/sign-in-with.ts';
import { keep, takeKept } from '../auth/kept.ts';
import { safePath } from '../auth/safe-path.ts';
import { rememberSession } from '../auth/session.ts';
import type { HttpDeps } from '../deps.ts';
import { signInPage } from '../pages/sign-in.page.tsx';
import { themeOf } from '../web/theme.ts';

const BACK = '/sign-in/back';

/** Signing in at somebody else's page, and coming back from there. */
export function providerRoutes(deps: HttpDeps): Hono {
  const app = new Hono();
  const { provider } = deps.web;
  if (provider === undefined) return app;
  app.get('/sign-in/with', async (c) => {
    const to = safePath(c.req.query('to'));
    const begun = await provider.begin(backTo(deps, c), c.req.query('fresh') !== undefined);
    if (!begun.ok) return failed(deps, c, to, begun.problem.detail);
    keep(c, deps, 'signing-in', { kept: begun.value.kept, to });
    return c.redirect(begun.value.to, 303);
  });
  app.get(BACK, async (c) => {
    const kept = takeKept(c, deps, 'signing-in');
    if (kept === undefined) return failed(deps, c, '/', 'This was not begun in this browser. Nobody was signed in.');
    const address = new URL(backTo(deps, c));
    address.search = new URL(c.req.url).search;
    const proven = await provider.finish(address, kept.kept);
    if (!proven.ok) return failed(deps, c, kept.to, proven.problem.detail);
    const how = { agent: c.req.header('user-agent') ?? '', roles: deps.web.roles ?? {} };
    const started = await signInWith(deps, proven.value, how);
    if (!started.ok) return failed(deps, c, kept.to, started.problem.detail);
    rememberSession(c, deps, started.value);
    return c.redirect(safePath(kept.to), 303);
  });
  return app;
}

function backTo({ web }: HttpDeps, c: Context): string {
  return new URL(BACK, web.publicUrl ?? new URL(c.req.url).origin).href;
}

async function failed(deps: HttpDeps, c: Context, to: string, problem: string): Promise<Response> {
  const policy = await deps.store.policy.current();
  const organisation = policy?.policy.organisation.name ?? 'Leasehold';
  const page = {
    organisation,
    people: undefined,
    provider: deps.web.provider?.name,
    to,
    fresh: false,
    problem,
    theme: themeOf(c),
  };
  return c.html(signInPage(page).toString(), 403);
}
