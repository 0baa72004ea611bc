import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { App } from '../../domain/catalog/app.ts';
import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import { refused } from '../../domain/errors.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Caller } from '../../use-cases/authenticate-token.ts';
import { appNamed } from '../../use-cases/find-named.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { appSchema, callerSchema, entitlementSchema, pageOf, personSchema } from '../schemas/organisation.ts';
import { name } from '../schemas/requests.ts';
import { newApi, readRoute } from './api-route.ts';

export function organisationRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const { people, catalog } = deps.store;

  const me = readRoute(deps, { path: '/me', summary: 'Who this token acts for', answer: callerSchema });
  app.openapi(me, (c) => c.json(callerView(c.get('caller')), 200));

  const allPeople = readRoute(deps, { path: '/people', summary: 'Everyone', answer: pageOf(personSchema) });
  app.openapi(allPeople, async (c) => c.json({ items: (await people.all()).map(personView), next: null }, 200));

  const allApps = readRoute(deps, { path: '/apps', summary: 'All apps', answer: pageOf(appSchema) });
  app.openapi(allApps, async (c) => c.json({ items: (await catalog.apps()).map(appView), next: null }, 200));

  const entitlements = readRoute(deps, {
    path: '/apps/{app}/entitlements',
    summary: 'What an app has to give; the app by id or slug',
    answer: pageOf(entitlementSchema),
    params: z.object({ app: name }),
    refuses: ['not_found'],
  });
  app.openapi(entitlements, async (c) => {
    const found = await appNamed(deps.store, c.req.valid('param').app);
    if (found === undefined) return problemResponse(c, refused('not_found', 'There is no such app.').problem) as never;
    return c.json({ items: (await catalog.entitlementsOf(found.id)).map(entitlementView), next: null }, 200);
  });
  return app;
}

function callerView(caller: Caller) {
  const { kind, scopes } = caller;
  if (caller.kind === 'service')
    return { kind, person: null, name: caller.name, roles: [caller.role], scopes: [...scopes] };
  const person = personView(caller.person);
  return { kind, person, name: person.name, roles: person.roles, scopes: [...scopes] };
}

function personView({ id, name, email, title, department, managerId, status, roles }: Person) {
  return { id, name, email, title, department, manager: managerId ?? null, status, roles: [...roles] };
}

function appView({ id, slug, name, description, ownerIds }: App) {
  return { id, slug, name, description, owners: [...ownerIds] };
}

function entitlementView({ id, slug, name, description, kind, risk, levels }: Entitlement) {
  return { id, slug, name, description, kind, risk, levels: [...levels] };
}
