import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { seeSession, type SignedIn } from '../../use-cases/sessions/see-session.ts';
import type { Started } from '../../use-cases/sessions/start-session.ts';
import type { HttpDeps } from '../deps.ts';
import { sessionOverPage } from '../pages/session-over.page.tsx';
import { masked } from './csrf.ts';
import { isForeign, typedIn } from './typed.ts';
import { safePath } from './safe-path.ts';

export interface InSession {
  Variables: { signedIn: SignedIn; csrf: string /** Of the record, before the page was read. */; seen: number };
}

/** What lies there is done by whoever has just signed in, and by nobody else. */
export const DECIDE = '/decide/';

type Deps = Pick<HttpDeps, 'store' | 'clock' | 'keys' | 'web'>;

/** Only https can keep the promise of the prefix everywhere; a plain name is for the loopback. */
function isSecure({ web }: Deps): boolean {
  return web?.publicUrl?.startsWith('https:') ?? false;
}

function nameOf(deps: Deps): string {
  return isSecure(deps) ? '__Host-leasehold' : 'leasehold';
}

export function rememberSession(c: Context, deps: Deps, { text, session }: Started): void {
  setCookie(c, nameOf(deps), text, {
    ...{ httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure(deps) },
    expires: new Date(session.expiresAt),
  });
}

export function forgetSession(c: Context, deps: Deps): void {
  deleteCookie(c, nameOf(deps), { path: '/', secure: isSecure(deps) });
}

export function sessionOf(c: Context, deps: Deps): Promise<SignedIn | undefined> {
  const text = getCookie(c, nameOf(deps));
  return text === undefined ? Promise.resolve(undefined) : seeSession(deps, text);
}

/** Whoever is not signed in is asked to, and comes back to where they wanted to go. */
export function needsSession(deps: Deps): MiddlewareHandler<InSession> {
  return async (c, next) => {
    const signedIn = await sessionOf(c, deps);
    if (signedIn === undefined) {
      if (c.req.method !== 'GET' && !isForeign(c))
        return c.html(sessionOverPage(c.req.path, await typedIn(c)).toString(), 401);
      const to = safePath(c.req.method === 'GET' ? pathOf(c) : '/');
      const fresh = to.startsWith(DECIDE) ? '&fresh' : '';
      return c.redirect(`/sign-in?to=${encodeURIComponent(to)}${fresh}`, 303);
    }
    c.set('signedIn', signedIn);
    c.set('csrf', csrfOf(deps, signedIn));
    c.header('cache-control', 'no-store');
    return next();
  };
}

function pathOf({ req }: Context): string {
  const { pathname, search } = new URL(req.url);
  return `${pathname}${search}`;
}

/** Belongs to one session, and nobody who cannot read its pages knows it. */
export function csrfOf({ keys }: Deps, { session }: SignedIn): string {
  return masked(keys.keyedHash('csrf', session.id));
}
