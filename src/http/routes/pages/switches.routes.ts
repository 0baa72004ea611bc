import { type Context, Hono } from 'hono';
import { ok, refused } from '../../../domain/errors.ts';
import { instantOf } from '../../../time/local.ts';
import { pauseTakings, resumeTakings, setFrozen } from '../../../use-cases/freeze.ts';
import { actingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import type { InSession } from '../../auth/session.ts';
import type { Typed } from '../../auth/typed.ts';
import type { HttpDeps } from '../../deps.ts';
import { lookingAt } from '../../web/looking.ts';
import { withNotice } from '../../web/notice.ts';
import { showSettings } from '../../web/show-settings.ts';
import { doing } from './settings.routes.ts';

type Page = Context<InSession>;

/** In an emergency: nothing is given, or nothing is taken back for a while. */
export function switchPageRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  const acting = (c: Page) => actingIn(c.get('signedIn'), deps);
  app.post('/settings/freeze', (c) =>
    doing(deps, c, 'frozen', ({ reason = '' }) =>
      setFrozen(deps, acting(c), 'all', true, reason.trim() === '' ? undefined : reason.trim().slice(0, 4000)),
    ),
  );
  app.post('/settings/unfreeze', (c) => doing(deps, c, 'unfrozen', () => setFrozen(deps, acting(c), 'all', false)));
  app.post('/settings/resume', (c) => doing(deps, c, 'resumed', () => resumeTakings(deps, acting(c))));
  app.post('/settings/pause', async (c) => {
    const { typed, problem } = await formOf(c);
    if (problem !== undefined) return showSettings(deps, c, typed, problem);
    const { when } = await lookingAt(deps, c, 'settings');
    const until = untilIn(typed, when.zone);
    const paused = until.ok ? await pauseTakings(deps, acting(c), until.value) : until;
    if (!paused.ok) return showSettings(deps, c, typed, paused.problem);
    return c.redirect(withNotice('/settings', paused.value === 'paused' ? 'paused' : 'pause_proposed'), 303);
  });
  return app;
}

function untilIn({ at = '', until = '' }: Typed, zone: string) {
  const instant = /^\d{1,15}$/.test(at) ? Number(at) : instantOf(until, zone);
  return instant === undefined ? refused('malformed', 'This is no date with a time.', { field: 'until' }) : ok(instant);
}
