import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { refused } from '../../domain/errors.ts';
import { appNamed } from '../../use-cases/find-named.ts';
import { listEntitlements } from '../../use-cases/see-catalog.ts';
import { viewing } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { appSchema, appsQuery, entitlementSchema, entitlementsQuery, pageOf } from '../schemas/organisation.ts';
import { namedCursor, pageView } from '../schemas/pages.ts';
import { name } from '../schemas/text.ts';
import { appView, entitlementView } from '../views/organisation.view.ts';
import { IN_ADDITION, newApi, readRoute } from './api-route.ts';

const appPath = z.object({ id: name.openapi({ description: 'Id or slug' }) });

/** The apps, and what each has to give. */
export function catalogRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const list = { path: '/apps', summary: 'Apps, in the order of their names', query: appsQuery } as const;
  app.openapi(readRoute(deps, { ...list, answer: pageOf(appSchema) }), async (c) => {
    const { limit, ...query } = c.req.valid('query');
    const apps = await deps.store.catalog.appPage({ ...query, limit });
    return c.json(pageView(apps, limit, appView, namedCursor), 200);
  });

  const one = { path: '/apps/{id}', summary: 'One app', params: appPath, answer: appSchema, ...IN_ADDITION } as const;
  app.openapi(readRoute(deps, { ...one, refuses: ['not_found'] }), async (c) => {
    const found = await appNamed(deps.store, c.req.valid('param').id);
    return found === undefined ? noApp(c) : c.json(appView(found), 200);
  });

  const entitlements = readRoute(deps, {
    path: '/apps/{id}/entitlements',
    summary: 'What an app has to give: what you may ask for; all of it for owners, admins and auditors',
    params: appPath,
    query: entitlementsQuery,
    answer: pageOf(entitlementSchema),
    refuses: ['not_found'],
  });
  app.openapi(entitlements, async (c) => {
    const found = await appNamed(deps.store, c.req.valid('param').id);
    if (found === undefined) return noApp(c);
    const { items, last } = await listEntitlements(deps, viewing(c.get('caller')), found, c.req.valid('query'));
    return c.json({ items: items.map(entitlementView), next: last === undefined ? null : namedCursor(last) }, 200);
  });
  return app;
}

function noApp(c: Context): never {
  return problemResponse(c, refused('not_found', 'There is no such app.').problem) as never;
}
