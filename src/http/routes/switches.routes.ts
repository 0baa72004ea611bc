import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { refused } from '../../domain/errors.ts';
import { appNamed } from '../../use-cases/find-named.ts';
import { pauseTakings, resumeTakings, setFrozen } from '../../use-cases/freeze.ts';
import { actingAs } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { frozenSchema, freezeSchema, pausedSchema, pauseSchema, resumedSchema } from '../schemas/switches.ts';
import { emptySchema } from '../schemas/requests.ts';
import { IN_ADDITION, newApi, writeRoute } from './api-route.ts';

type Api = OpenAPIHono<Authenticated>;

/** In an emergency: nothing is given, or nothing is taken back for a while. */
export function switchRoutes(deps: HttpDeps): Api {
  const app = newApi();
  const freeze = { path: '/freeze', summary: 'Give nothing for now, in one app or in all; takings go on' } as const;
  const unfreeze = { path: '/unfreeze', summary: 'Give again; what waits is given' } as const;
  const shape = { ...IN_ADDITION, scope: 'admin', body: freezeSchema, answer: frozenSchema } as const;
  for (const [route, frozen] of [
    [freeze, true],
    [unfreeze, false],
  ] as const) {
    app.openapi(writeRoute(deps, { ...route, ...shape, refuses: ['not_found'] }), async (c) => {
      const { app: named } = c.req.valid('json');
      return (await frozenAnswer(c, deps, named, frozen)) as never;
    });
  }
  addTakings(app, deps);
  return app;
}

async function frozenAnswer(c: Context<Authenticated>, deps: HttpDeps, named: string | undefined, frozen: boolean) {
  const acting = actingAs(c.get('caller'));
  if (!acting.ok) return problemResponse(c, acting.problem);
  const found = named === undefined ? undefined : await appNamed(deps.store, named);
  if (named !== undefined && found === undefined)
    return problemResponse(c, refused('not_found', 'There is no such app.', { field: 'app' }).problem);
  const set = await setFrozen(deps, acting.value, found?.id ?? 'all', frozen);
  return set.ok ? c.json({ app: found?.slug ?? null, frozen }, 200) : problemResponse(c, set.problem);
}

function addTakings(app: Api, deps: HttpDeps): void {
  const pause = {
    path: '/takings/pause',
    summary: 'Take nothing back until then, once a second admin says the same',
  } as const;
  const shape = { ...IN_ADDITION, scope: 'admin' } as const;
  app.openapi(writeRoute(deps, { ...pause, ...shape, body: pauseSchema, answer: pausedSchema }), async (c) => {
    const acting = actingAs(c.get('caller'));
    const { until } = c.req.valid('json');
    const paused = acting.ok ? await pauseTakings(deps, acting.value, Date.parse(until)) : acting;
    return paused.ok ? c.json({ takings: paused.value, until }, 200) : (problemResponse(c, paused.problem) as never);
  });
  const resume = { path: '/takings/resume', summary: 'Take back again, at once' } as const;
  app.openapi(writeRoute(deps, { ...resume, ...shape, body: emptySchema, answer: resumedSchema }), async (c) => {
    const acting = actingAs(c.get('caller'));
    const resumed = acting.ok ? await resumeTakings(deps, acting.value) : acting;
    return resumed.ok ? c.json({ takings: 'on' as const }, 200) : (problemResponse(c, resumed.problem) as never);
  });
}
