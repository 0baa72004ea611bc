import { Hono } from 'hono';
import { z } from 'zod';
import { checkSetup, setUpFirstAdmin } from '../../use-cases/set-up-first-admin.ts';
import type { HttpDeps } from '../deps.ts';
import { setupDonePage, setupGonePage, setupPage } from '../pages/setup.page.tsx';

const form = z.strictObject({ name: z.string().trim().min(1).max(200), email: z.email().max(254) });

/** The link that an empty installation prints on its console: whoever holds it becomes the first admin, once. */
export function setupRoutes(deps: HttpDeps): Hono {
  const app = new Hono();
  app.get('/setup/:token', async (c) => {
    const setup = await checkSetup(deps, c.req.param('token'));
    return setup.ok ? c.html(setupPage().toString()) : c.html(setupGonePage(setup.problem.detail).toString(), 404);
  });
  app.post('/setup/:token', async (c) => {
    const typed = form.safeParse(await c.req.parseBody());
    if (!typed.success)
      return c.html(setupPage('A name and an e-mail address are needed. Nothing was made.').toString(), 400);
    const made = await setUpFirstAdmin(deps, c.req.param('token'), typed.data);
    if (!made.ok) return c.html(setupGonePage(made.problem.detail).toString(), 404);
    return c.html(setupDonePage(made.value.person.name, made.value.tokenText).toString());
  });
  return app;
}
