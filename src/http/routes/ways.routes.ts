import type { OpenAPIHono } from '@hono/zod-openapi';
import { MINUTE } from '../../domain/time.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { waysSchema } from '../schemas/notices.ts';
import { IN_ADDITION, newApi, readRoute } from './api-route.ts';
import { answer } from './health.routes.ts';

/** Slack and the mail server are not asked again for each of us. */
const GOOD_FOR = MINUTE / 2;

/** Whether people can be told what happens. */
export function wayRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  let asked: { readonly at: number; readonly answers: ReturnType<typeof ask> } | undefined;
  const ask = () => Promise.all((deps.ways ?? []).map(answer));
  const ways = { path: '/ways', summary: 'Whether people can be told', answer: waysSchema, ...IN_ADDITION } as const;
  app.openapi(readRoute(deps, ways), async (c) => {
    const now = deps.clock.now();
    if (asked === undefined || now - asked.at > GOOD_FOR) asked = { at: now, answers: ask() };
    const answers = await asked.answers;
    return c.json({ items: answers.map(({ name, ok }) => ({ name, reachable: ok })) }, 200);
  });
  return app;
}
