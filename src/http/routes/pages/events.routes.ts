import { type Context, Hono } from 'hono';
import { refused } from '../../../domain/errors.ts';
import { viewingIn } from '../../auth/acting-in.ts';
import { sessionOf } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import type { Live } from '../../live/live.ts';
import { streamOf } from '../../live/stream.ts';
import { problemResponse } from '../../problem.ts';

/** What changes, as it changes: by it pages know when to look again. It says of what, and nothing more. */
export function eventRoutes(deps: HttpDeps, live: Live): Hono {
  const app = new Hono();
  app.get('/events', async (c) => {
    const signedIn = await sessionOf(c, deps);
    // A page of somebody who was signed in here before must not listen with the ears of who is now.
    if (signedIn === undefined || (c.req.query('person') ?? signedIn.person.id) !== signedIn.person.id)
      return problemResponse(c, refused('not_signed_in', 'Sign in to listen.').problem);
    const until = signedIn.session.expiresAt;
    const ask = async () => {
      const still = await sessionOf(c, deps);
      return still === undefined ? undefined : viewingIn(still);
    };
    return streamOf(live, { viewer: viewingIn(signedIn), until, after: afterOf(c), ask });
  });
  return app;
}

/** The browser's own header is newer than what the page said when it began to listen. */
function afterOf(c: Context): number | undefined {
  const text = c.req.header('last-event-id') ?? c.req.query('after') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
