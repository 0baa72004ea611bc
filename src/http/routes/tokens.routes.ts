import type { OpenAPIHono } from '@hono/zod-openapi';
import { makeToken } from '../../use-cases/tokens/make-token.ts';
import { listTokens, revokeToken } from '../../use-cases/tokens/see-tokens.ts';
import { authorOf } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { pathId } from '../schemas/ids.ts';
import { pageOf } from '../schemas/organisation.ts';
import { pageView } from '../schemas/pages.ts';
import { emptySchema } from '../schemas/requests.ts';
import { tokenMadeSchema, tokenQuery, tokenSchema, tokenWishSchema } from '../schemas/tokens.ts';
import { tokenView } from '../views/token.view.ts';
import { IN_ADDITION, newApi, readRoute, writeRoute } from './api-route.ts';

/** Tokens: made, looked at without what they say, and revoked. */
export function tokenRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const list = {
    path: '/tokens',
    summary: 'Your tokens; everybody’s for admins and auditors',
    ...IN_ADDITION,
  } as const;
  app.openapi(readRoute(deps, { ...list, query: tokenQuery, answer: pageOf(tokenSchema) }), async (c) => {
    const { limit, after } = c.req.valid('query');
    const tokens = await listTokens(deps, authorOf(c.get('caller')), { limit, after });
    return c.json(
      pageView(tokens, limit, tokenView, ({ id }) => id),
      200,
    );
  });

  const make = writeRoute(deps, {
    path: '/tokens',
    summary: 'Make a token, no stronger than the one it is made with',
    description: 'In addition to the specified paths. What it says is in this answer and nowhere else.',
    scope: 'request',
    body: tokenWishSchema,
    answer: tokenMadeSchema,
    answers: [201],
    // What it says is kept nowhere: the same key makes the same token again.
    keyed: 'again',
  });
  app.openapi(make, async (c) => {
    const caller = c.get('caller');
    const wish = { ...c.req.valid('json'), key: c.req.header('idempotency-key') };
    const made = await makeToken(deps, caller, authorOf(caller), wish);
    if (!made.ok) return problemResponse(c, made.problem) as never;
    return c.json({ ...tokenView(made.value.token), text: made.value.text }, 201);
  });

  const path = { path: '/tokens/{id}/revocation', params: pathId('token'), ...IN_ADDITION } as const;
  const shape = { summary: 'Revoke it', scope: 'request', body: emptySchema, answer: tokenSchema } as const;
  app.openapi(writeRoute(deps, { ...path, ...shape, refuses: ['not_found', 'wrong_state'] }), async (c) => {
    const revoked = await revokeToken(deps, authorOf(c.get('caller')), c.req.valid('param').id);
    return revoked.ok ? c.json(tokenView(revoked.value), 200) : (problemResponse(c, revoked.problem) as never);
  });
  return app;
}
