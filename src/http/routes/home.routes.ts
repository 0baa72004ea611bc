import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import type { HttpDeps } from '../deps.ts';
import { homePage } from '../pages/home.page.tsx';

const STYLE = new URL('../pages/style.css', import.meta.url);

export function homeRoutes(deps: HttpDeps): Hono {
  const app = new Hono();
  app.get('/', async (c) => {
    const policy = await deps.store.policy.current();
    return c.html(
      homePage({ organisation: policy?.policy.organisation.name, temporalUiUrl: deps.temporalUiUrl }).toString(),
    );
  });
  app.get('/style.css', async (c) =>
    c.body(await readFile(STYLE, 'utf8'), 200, { 'content-type': 'text/css', 'cache-control': 'no-cache' }),
  );
  return app;
}
