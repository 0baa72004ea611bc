import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { callsIn } from '../../src/http/document.ts';
import { type Described, describedBy, pathOf, type Route, routesIn } from '../support/api-calls.ts';
import { type ApiWorld, anApiWorld, type Name, PEOPLE } from '../support/api-world.ts';
import { type Schema, valuesOf } from '../support/api-values.ts';

const CALLS = 300;

interface Call {
  readonly route: Route;
  readonly by: Name | 'nobody';
  readonly path: string;
  readonly body: unknown;
  readonly headers: object;
}

describe.each(['sqlite', 'postgres'] as const)('whatever is sent to the API (%s)', (database) => {
  let world: ApiWorld;
  let document: Described;
  beforeAll(async () => {
    world = await anApiWorld(database);
    document = await describedBy(world);
  });
  afterAll(() => world.api.close());

  it('is answered as the description says, and never with a mistake of ours', async () => {
    const said = new Map(callsIn(document as never).map((call) => [`${call.method} ${call.path}`, call]));
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(callsOf(world, document), async ({ route, by, path, body, headers }) => {
        const sender = by === 'nobody' ? { authorization: 'Bearer nobody-at-all-with-a-token' } : {};
        const answer = await world.call(by === 'nobody' ? 'eve' : by, route.method, path, body, {
          ...headers,
          ...sender,
        });
        const { successes = [], codes = [] } = said.get(`${route.method} /api/v1${route.path}`) ?? {};
        seen.add(answer.status);
        const isSaid =
          answer.status < 300 ? successes.includes(answer.status) : codes.includes(String(answer.body['code']));
        expect({ isSaid, ...answer }).toMatchObject({ isSaid: true });
        if (answer.status >= 300) expect(answer.type).toBe('application/problem+json');
        expect(answer.body['code']).not.toBe('internal');
        expect(JSON.stringify(answer.body)).not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d/);
      }),
      { numRuns: CALLS, endOnFailure: true },
    );
    expect([...seen]).toEqual(expect.arrayContaining([200, 400, 401, 403, 404]));
  }, 60_000);
});

function callsOf(world: ApiWorld, document: Described): fc.Arbitrary<Call> {
  const named = (name: string) => (document.components.schemas[name] ?? {}) as Schema;
  const { request, holding, task, delegation, token, ids } = world;
  const known = [
    request,
    holding,
    task,
    delegation,
    token,
    ...Object.values(ids),
    'aws',
    'deploy',
    'read',
    'root',
    'PT8H',
  ];
  const values = (schema: Schema) => valuesOf(schema, named, [...known, 'maya@example.com', 'organisation: {name: E}']);
  const callers = fc.constantFrom(...(Object.keys(PEOPLE) as Name[]), 'root' as const, 'nobody' as const);
  const calls = routesIn(document).map((route) =>
    fc.record({
      ...{ route: fc.constant(route), by: callers, path: pathsOf(route, values), body: bodiesOf(route, values) },
      headers: fc.constantFrom(
        {},
        {},
        { 'idempotency-key': 'one' },
        { 'idempotency-key': 'x'.repeat(300) },
        { 'content-type': 'text/plain' },
      ),
    }),
  );
  return fc.oneof(...calls);
}

type Values = (schema: Schema) => fc.Arbitrary<unknown>;

/** What cannot stand in an address at all is left out. */
function pathsOf(route: Route, values: Values): fc.Arbitrary<string> {
  const inPath = values(route.params[0]?.schema ?? {}).map((value) => encodeURIComponent(String(value).toWellFormed()));
  const queries = (route.operation.parameters ?? []).filter((one) => one.in === 'query');
  const asked = fc.record(Object.fromEntries(queries.map(({ name, schema }) => [name, values(schema)])), {
    requiredKeys: [],
  });
  return fc.tuple(inPath, asked).map(([value, query]) => {
    const pairs = Object.entries(query).map(([name, one]) => [name, String(one).toWellFormed()] as [string, string]);
    const search = new URLSearchParams(pairs).toString();
    return `${pathOf(route, value === '' ? '%20' : value)}${search === '' ? '' : `?${search}`}`;
  });
}

function bodiesOf({ operation }: Route, values: Values): fc.Arbitrary<unknown> {
  const schema = operation.requestBody?.content['application/json'].schema;
  if (schema === undefined) return fc.constant(undefined);
  const broken = fc.constantFrom('', '{', '[1,', 'null', '"\\ud800"', '{"a":1e999}');
  return fc.oneof({ weight: 15, arbitrary: values(schema) }, { weight: 1, arbitrary: broken });
}
