import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import { type ErrorCode, refused } from '../../domain/errors.ts';
import type { Scope } from '../../domain/people/scope.ts';
import { answersKept } from '../auth/answers-kept.ts';
import { type Authenticated, bearer } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { ALWAYS, answersOf, KEYED } from './refusals.ts';

const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } } });

/** What an API answers with when what was sent is not understood: the first field that is wrong, and why. */
export function newApi(): OpenAPIHono<Authenticated> {
  const app = new OpenAPIHono<Authenticated>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const [issue] = result.error.issues;
      const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
      const code = unknown.length > 0 ? 'unknown_field' : 'malformed';
      const field = [...(issue?.path ?? []), ...unknown].join('.').slice(0, 200);
      const sentence = unknown.length > 0 ? 'There is no such field here' : (issue?.message ?? 'It is not understood');
      return problemResponse(c, refused(code, `${sentence.slice(0, 500)}.`, { field }).problem);
    },
  });
  app.onError((error, c) => {
    if (!(error instanceof HTTPException) || error.status >= 500) throw error;
    return problemResponse(c, refused('malformed', 'What was sent is no JSON.').problem);
  });
  return app;
}

/** Of a route that the specification does not name. */
export const IN_ADDITION = { description: 'In addition to the specified paths.' };

const NOTHING = z.object({});
type Nothing = typeof NOTHING;

interface Route<P extends string, T extends z.ZodType, R extends z.ZodObject> {
  readonly path: P;
  readonly summary: string;
  readonly description?: string;
  readonly answer: T;
  /** What is in the path. */
  readonly params?: R;
  /** Beside what every call may be refused with. */
  readonly refuses?: readonly ErrorCode[];
}

/** A read under `/api/v1`: what it answers, who may call it, and what it refuses with. */
export function readRoute<
  P extends string,
  T extends z.ZodType,
  Q extends z.ZodObject = Nothing,
  R extends z.ZodObject = Nothing,
>(deps: HttpDeps, route: Route<P, T, R> & { scope?: Scope; query?: Q; type?: string }) {
  return createRoute({
    method: 'get',
    ...common(route),
    middleware: [bearer(deps, route.scope ?? 'read')] as const,
    request: { query: (route.query ?? NOTHING).strict() as unknown as Q, params: paramsOf(route) },
    responses: {
      200: { description: 'OK', content: { [route.type ?? 'application/json']: { schema: route.answer } } },
      ...answersOf([...ALWAYS, ...(route.refuses ?? [])]),
    },
  });
}

const SUCCESSES = { 200: 'Done', 201: 'Made', 202: 'Recorded, not applied yet' } as const;
const KEY = z.object({ 'idempotency-key': z.string().min(1).max(200).optional() });

interface Write<B extends z.ZodType> {
  readonly scope: Scope;
  /** What is put is there afterwards, whatever was there before. */
  readonly method?: 'post' | 'put';
  readonly body: B;
  /** 202: kept durably, and not applied yet because no worker answered. Done, unless said otherwise. */
  readonly answers?: readonly (keyof typeof SUCCESSES)[];
  /**
   * What the same key does when it comes again. `kept`, unless said otherwise: the answer is. `again`: the same is done again
   * and comes to the same. `derived`: what is made follows from the key. `nothing`: it changes nothing.
   */
  readonly keyed?: 'kept' | 'again' | 'derived' | 'nothing';
}

/** A write under `/api/v1`. */
export function writeRoute<P extends string, B extends z.ZodType, T extends z.ZodType, R extends z.ZodObject = Nothing>(
  deps: HttpDeps,
  route: Route<P, T, R> & Write<B>,
) {
  const { answers = [200], keyed = 'kept', refuses = [] } = route;
  const success = { description: 'Done', ...json(route.answer) };
  const successes = Object.fromEntries(answers.map((one) => [one, { ...success, description: SUCCESSES[one] }]));
  const refusals = answersOf([...ALWAYS, 'too_large', ...(keyed === 'nothing' ? [] : KEYED), ...refuses]);
  return createRoute({
    method: route.method ?? 'post',
    ...common(route),
    middleware: [
      bearer(deps, route.scope),
      ...(keyed === 'kept' || keyed === 'again' ? [answersKept(deps, keyed)] : []),
    ],
    request: {
      body: { required: true, ...json(route.body) },
      params: paramsOf(route),
      headers: KEY,
    },
    responses: { ...successes, ...refusals } as { 200: typeof success; 201: typeof success; 202: typeof success },
  });
}

function common<P extends string, T extends z.ZodType, R extends z.ZodObject>(route: Route<P, T, R>) {
  const { path, summary, description } = route;
  return { path, summary, ...(description === undefined ? {} : { description }), security: [{ bearer: [] }] };
}

function paramsOf<P extends string, T extends z.ZodType, R extends z.ZodObject>({ params }: Route<P, T, R>): R {
  return params ?? (NOTHING as unknown as R);
}
