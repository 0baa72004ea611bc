import type { MiddlewareHandler } from 'hono';
import { refused } from '../../domain/errors.ts';
import type { Scope } from '../../domain/people/scope.ts';
import { authenticateToken, type Caller } from '../../use-cases/authenticate-token.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { addressOf, tooMany } from './calls-counted.ts';

export interface Authenticated {
  Variables: { caller: Caller };
}

/** Lets a request through that carries a valid token with `scope`, and tells the route who is calling. */
export function bearer(deps: HttpDeps, scope: Scope): MiddlewareHandler<Authenticated> {
  return async (c, next) => {
    const token = /^Bearer ([\w-]{20,200})$/.exec(c.req.header('authorization') ?? '')?.[1];
    const caller = await authenticateToken(deps, token);
    const refusal = tooMany(c, deps, caller.ok ? `token ${caller.value.tokenId}` : addressOf(c));
    if (refusal !== undefined) return refusal;
    if (!caller.ok) {
      c.header('www-authenticate', 'Bearer');
      return problemResponse(c, caller.problem);
    }
    if (!caller.value.scopes.includes(scope)) {
      return problemResponse(c, refused('not_allowed', `This token does not have the scope "${scope}".`).problem);
    }
    c.set('caller', caller.value);
    return next();
  };
}
