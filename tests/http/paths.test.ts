import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bodyOf, describedBy, pathOf, type Route, routesIn } from '../support/api-calls.ts';
import { type ApiWorld, anApiWorld } from '../support/api-world.ts';
import { anId } from '../support/builders.ts';

describe('what stands in the path of a call', () => {
  let world: ApiWorld;
  let routes: Route[];
  beforeAll(async () => {
    world = await anApiWorld();
    routes = routesIn(await describedBy(world)).filter(({ params }) => params.length > 0);
  });
  afterAll(() => world.api.close());

  const asked = async (route: Route, by: Parameters<ApiWorld['call']>[0], value: string) => {
    const { status, body } = await world.call(by, route.method, pathOf(route, value), bodyOf(route));
    return `${route.method} ${route.path}: ${status} ${String(body['code'])}`;
  };
  const all = (routes: readonly Route[], answer: string) =>
    routes.map(({ method, path }) => `${method} ${path}: ${answer}`);
  const answers = (some: readonly Route[], by: Parameters<ApiWorld['call']>[0], value: (route: Route) => string) =>
    Promise.all(some.map((route) => asked(route, by, value(route))));

  it('when it is malformed, then it is refused as that, on every route', async () => {
    expect(routes.length).toBeGreaterThan(15);
    for (const wrong of ['%00', 'x'.repeat(300), 'REQ-%F0%9F%98%80', '%E0%A4%A', '-1'])
      expect(await answers(routes.filter(hasForm), 'root', () => wrong)).toEqual(
        all(routes.filter(hasForm), '400 malformed'),
      );
    const named = routes.filter((route) => !hasForm(route));
    for (const wrong of ['%00', 'x'.repeat(300)])
      expect(await answers(named, 'root', () => wrong)).toEqual(all(named, '400 malformed'));
  });

  it('when there is no such thing, then it is not found, on every route', async () => {
    expect(await answers(routes, 'root', unknownFor)).toEqual(all(routes, '404 not_found'));
  });

  it('when it belongs to others, then there is no such thing either', async () => {
    const others = routes.filter((route) => otherOf(world, route) !== undefined);
    expect(others.length).toBeGreaterThan(12);
    expect(await answers(others, 'eve', (route) => otherOf(world, route) ?? '')).toEqual(all(others, '404 not_found'));
  });
});

/** Ids and versions have a form; what is also found by its name has none. */
function hasForm({ params }: Route): boolean {
  return params[0]?.schema.pattern !== undefined;
}

function unknownFor({ path }: Route): string {
  const kinds = {
    requests: 'request',
    holdings: 'holding',
    tasks: 'task',
    delegations: 'delegation',
    tokens: 'token',
  } as const;
  const kind = Object.entries(kinds).find(([start]) => path.startsWith(`/${start}/`))?.[1];
  if (kind !== undefined) return anId(kind);
  return path.startsWith('/policy/') ? '999999999' : 'nothing-of-this-name';
}

function otherOf(world: ApiWorld, { path }: Route): string | undefined {
  const { request: requests, holding: holdings, task: tasks, delegation: delegations, token: tokens } = world;
  return { requests, holdings, tasks, delegations, tokens }[path.split('/')[1] as 'tasks'];
}
