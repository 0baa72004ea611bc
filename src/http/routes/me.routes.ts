import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Caller } from '../../use-cases/authenticate-token.ts';
import { seeSettings } from '../../use-cases/see-settings.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { callerSchema, settingsSchema } from '../schemas/organisation.ts';
import { time } from '../views/moments.ts';
import { personView } from '../views/organisation.view.ts';
import { newApi, readRoute } from './api-route.ts';

/** Who is calling, and where they are. */
export function meRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const me = readRoute(deps, { path: '/me', summary: 'Who this token acts for', answer: callerSchema });
  app.openapi(me, (c) => c.json(callerView(c.get('caller')), 200));

  const summary = 'What holds for everybody here';
  const description = 'In addition to the specified paths. The organisation’s own are changed by its file.';
  app.openapi(readRoute(deps, { path: '/settings', summary, description, answer: settingsSchema }), async (c) => {
    const { organisation, policyVersion, isAllFrozen, takingsPause } = await seeSettings(deps.store);
    const { maximumLease, ...settings } = organisation;
    const pause =
      takingsPause === undefined
        ? null
        : { ...takingsPause, confirmedBy: takingsPause.confirmedBy ?? null, until: time(takingsPause.until) };
    const view = { ...settings, maximumLease: maximumLease ?? null, policyVersion, frozen: isAllFrozen };
    return c.json({ ...view, takingsPause: pause }, 200);
  });
  return app;
}

function callerView(caller: Caller) {
  const { kind, scopes, expiresAt } = caller;
  const token = { scopes: [...scopes], expiresAt: time(expiresAt) };
  if (caller.kind === 'service') return { kind, person: null, name: caller.name, roles: [caller.role], ...token };
  const person = personView(caller.person);
  return { kind, person, name: person.name, roles: person.roles, ...token };
}
