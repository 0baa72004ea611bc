import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { type Result, refused } from '../../domain/errors.ts';
import type { Person } from '../../domain/people/person.ts';
import { personNamed } from '../../use-cases/find-named.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { pageOf, personSchema } from '../schemas/organisation.ts';
import { namedCursor, pageView } from '../schemas/pages.ts';
import { peopleQuery } from '../schemas/people.ts';
import { name } from '../schemas/text.ts';
import { personView } from '../views/organisation.view.ts';
import { newApi, readRoute } from './api-route.ts';

/** Everybody, and one of them. What is done to people is in absences.routes.ts. */
export function peopleRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const list = readRoute(deps, {
    path: '/people',
    summary: 'People, in the order of their names',
    query: peopleQuery,
    answer: pageOf(personSchema),
    refuses: ['not_found'],
  });
  app.openapi(list, async (c) => {
    const { manager, limit, ...query } = c.req.valid('query');
    const head = manager === undefined ? undefined : await somebody(deps, manager, 'manager');
    if (head?.ok === false) return problemResponse(c, head.problem) as never;
    const people = await deps.store.people.page({ ...query, limit, managerId: head?.value.id });
    return c.json(pageView(people, limit, personView, namedCursor), 200);
  });

  const shape = { params: personPath, answer: personSchema, refuses: ['not_found'] } as const;
  app.openapi(readRoute(deps, { path: '/people/{id}', summary: 'One person', ...shape }), async (c) => {
    const found = await somebody(deps, c.req.valid('param').id);
    return found.ok ? c.json(personView(found.value), 200) : (problemResponse(c, found.problem) as never);
  });
  return app;
}

export const personPath = z.object({ id: name.openapi({ description: 'Id or e-mail' }) });

/** By id or e-mail. */
export async function somebody({ store }: HttpDeps, called: string, field?: string): Promise<Result<Person>> {
  const value = await personNamed(store, called);
  return value === undefined ? refused('not_found', 'There is no such person.', { field }) : { ok: true, value };
}
