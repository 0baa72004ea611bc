import type { OpenAPIHono } from '@hono/zod-openapi';
import type { NoticeChoices } from '../../domain/telling/choices.ts';
import { chooseNotices } from '../../use-cases/notices/choose-notices.ts';
import { seeNotices, type SeenNotices } from '../../use-cases/notices/see-notices.ts';
import { actingAs } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { noticesSchema, noticesWishSchema } from '../schemas/notices.ts';
import { IN_ADDITION, newApi, readRoute, writeRoute } from './api-route.ts';

/** What oneself is told of, and how. */
export function noticeRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const common = { path: '/me/notifications', answer: noticesSchema, ...IN_ADDITION } as const;
  app.openapi(readRoute(deps, { ...common, summary: 'What one is told of, and how' }), async (c) => {
    const acting = actingAs(c.get('caller'));
    if (!acting.ok) return problemResponse(c, acting.problem) as never;
    return c.json(noticesView(await seeNotices(deps, acting.value.person)), 200);
  });
  const change = { ...common, method: 'put', summary: 'Choose what one is told of' } as const;
  const shape = { scope: 'request', body: noticesWishSchema, keyed: 'again' } as const;
  app.openapi(writeRoute(deps, { ...change, ...shape }), async (c) => {
    const acting = actingAs(c.get('caller'));
    if (!acting.ok) return problemResponse(c, acting.problem) as never;
    // What was not sent is not there: JSON has no undefined.
    const choices = c.req.valid('json').choices as NoticeChoices;
    const chosen = await chooseNotices(deps, acting.value, choices);
    if (!chosen.ok) return problemResponse(c, chosen.problem) as never;
    return c.json(noticesView(await seeNotices(deps, acting.value.person)), 200);
  });
  return app;
}

function noticesView({ choices, slack, mail }: SeenNotices) {
  return { choices, slack: typeof slack === 'string' ? null : slack, mail: mail ?? null };
}
