import type { OpenAPIHono } from '@hono/zod-openapi';
import { type Result, ok, refused } from '../../domain/errors.ts';
import { accessLike, type Model } from '../../use-cases/access/access-like.ts';
import { personNamed } from '../../use-cases/find-named.ts';
import { actingAs } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { likeQuery, likeSchema } from '../schemas/access.ts';
import { likelyView } from '../views/access.view.ts';
import { newApi, readRoute } from './api-route.ts';

/** To ask for what a colleague has, or everybody with a title. */
export function accessLikeRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const summary = 'What somebody has, or most people with a title, and you do not and may ask for';
  const shape = { query: likeQuery, answer: likeSchema, refuses: ['not_found'] } as const;
  app.openapi(readRoute(deps, { path: '/access/like', summary, ...shape }), async (c) => {
    const acting = actingAs(c.get('caller'));
    if (!acting.ok) return problemResponse(c, acting.problem) as never;
    const model = await findModel(deps, c.req.valid('query'));
    const like = model.ok ? await accessLike(deps, acting.value.person, model.value) : model;
    if (!like.ok) return problemResponse(c, like.problem) as never;
    const { items, lessCommon } = like.value;
    return c.json({ items: items.map(likelyView), lessCommon: lessCommon.map(likelyView) }, 200);
  });
  return app;
}

interface Asked {
  readonly person?: string | undefined;
  readonly title?: string | undefined;
}

async function findModel({ store }: HttpDeps, { person: name, title }: Asked): Promise<Result<Model>> {
  if ((name === undefined) === (title === undefined))
    return refused('malformed', 'Give either a person or a title.', { field: 'person' });
  if (title !== undefined) return ok({ title });
  const person = await personNamed(store, name ?? '');
  return person === undefined ? refused('not_found', 'There is no such person.', { field: 'person' }) : ok({ person });
}
