import { Hono } from 'hono';
import { formOf } from '../../auth/forms.ts';
import { safePath } from '../../auth/safe-path.ts';
import type { InSession } from '../../auth/session.ts';
import { rememberTheme } from '../../web/theme.ts';

/** Light or dark, remembered by the browser: nothing else changes, so nothing else is asked. */
export function themeRoutes(): Hono<InSession> {
  const app = new Hono<InSession>();
  app.post('/theme', async (c) => {
    const { typed, problem } = await formOf(c);
    if (problem === undefined) rememberTheme(c, typed['theme']);
    return c.redirect(safePath(typed['to']), 303);
  });
  return app;
}
