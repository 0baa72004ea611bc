import type { MiddlewareHandler } from 'hono';
import { refused } from '../../domain/errors.ts';
import { canonicalJson } from '../../domain/json.ts';
import { DAY } from '../../domain/time.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import type { Authenticated } from './bearer.ts';

/** As long as anybody would go on trying. */
const KEPT_FOR = 7 * DAY;

const ANOTHER_BODY = refused(
  'idempotency_mismatch',
  'The same key came before with something else in it. That was kept.',
);

/**
 * A call that is made again with the same `Idempotency-Key` is told what it came to, and is not made again. What was
 * refused was not made. `again`: it is made again, because that comes to the same, and what it answers must not be kept.
 */
export function answersKept(deps: HttpDeps, how: 'kept' | 'again'): MiddlewareHandler<Authenticated> {
  const { store, clock, keys } = deps;
  return async (c, next) => {
    const given = c.req.header('idempotency-key');
    if (given === undefined) return next();
    const key = keys.sha256(canonicalJson([c.get('caller').tokenId, c.req.path, given]));
    const bodyHash = keys.sha256(await c.req.text());
    const before = await store.answers.find(key);
    if (before !== undefined && before.bodyHash !== bodyHash) return problemResponse(c, ANOTHER_BODY.problem);
    if (before?.answer !== undefined) return c.body(before.answer, 200, { 'content-type': 'application/json' });
    await next();
    if (!c.res.ok) return undefined;
    // What is recorded and not applied yet may be applied by the next time.
    const isOver = how === 'kept' && c.res.status === 200;
    const answer = isOver ? await c.res.clone().text() : undefined;
    await store.answers.keep({ key, bodyHash, answer, at: clock.now() }, clock.now() - KEPT_FOR);
    return undefined;
  };
}
