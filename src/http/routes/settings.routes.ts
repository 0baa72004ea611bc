import type { OpenAPIHono } from '@hono/zod-openapi';
import type { OrganisationSettings } from '../../domain/policy/policy.ts';
import { changeSettings } from '../../use-cases/policy/change-settings.ts';
import { followersOf } from '../../use-cases/policy/followers.ts';
import { seeSettings, type Settings } from '../../use-cases/see-settings.ts';
import { authorOf } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { settingsSchema, settingsWishSchema } from '../schemas/organisation.ts';
import { time } from '../views/moments.ts';
import { IN_ADDITION, newApi, readRoute, writeRoute } from './api-route.ts';
import { APPLIED } from './refusals.ts';

/** What holds for everybody here. */
export function settingsRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const common = { path: '/settings', answer: settingsSchema, ...IN_ADDITION } as const;
  app.openapi(readRoute(deps, { ...common, summary: 'What holds for everybody here' }), async (c) =>
    c.json(settingsView(await seeSettings(deps.store)), 200),
  );
  const change = { ...common, summary: 'Change what is given, as a version of the organisation’s file' } as const;
  const shape = {
    scope: 'admin',
    body: settingsWishSchema,
    refuses: APPLIED,
  } as const;
  app.openapi(writeRoute(deps, { ...change, ...shape }), async (c) => {
    const { version, maximumLease, ...given } = c.req.valid('json');
    const longest = maximumLease === undefined ? {} : { maximumLease: maximumLease ?? undefined };
    // What was not sent is not there: JSON has no undefined.
    const wish = { changes: { ...given, ...longest } as Partial<OrganisationSettings>, version };
    const changed = await changeSettings({ ...deps, ...followersOf(deps) }, authorOf(c.get('caller')), wish);
    if (!changed.ok) return problemResponse(c, changed.problem) as never;
    return c.json(settingsView(await seeSettings(deps.store)), 200);
  });
  return app;
}

function settingsView({ organisation, policyVersion, isAllFrozen, takingsPause }: Settings) {
  const { maximumLease, ...settings } = organisation;
  const pause =
    takingsPause === undefined
      ? null
      : { ...takingsPause, confirmedBy: takingsPause.confirmedBy ?? null, until: time(takingsPause.until) };
  const view = { ...settings, maximumLease: maximumLease ?? null, policyVersion, frozen: isAllFrozen };
  return { ...view, takingsPause: pause };
}
