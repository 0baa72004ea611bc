import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Caller } from '../../use-cases/authenticate-token.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { callerSchema } from '../schemas/organisation.ts';
import { time } from '../views/moments.ts';
import { personView } from '../views/organisation.view.ts';
import { newApi, readRoute } from './api-route.ts';

/** Who is calling. */
export function meRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const me = readRoute(deps, { path: '/me', summary: 'Who this token acts for', answer: callerSchema });
  app.openapi(me, (c) => c.json(callerView(c.get('caller')), 200));
  return app;
}

function callerView(caller: Caller) {
  const { kind, scopes, expiresAt } = caller;
  const token = { scopes: [...scopes], expiresAt: time(expiresAt) };
  if (caller.kind === 'service') return { kind, person: null, name: caller.name, roles: [caller.role], ...token };
  const person = personView(caller.person);
  return { kind, person, name: person.name, roles: person.roles, ...token };
}
