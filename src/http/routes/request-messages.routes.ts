import type { OpenAPIHono, z } from '@hono/zod-openapi';
import { randomUUID } from 'node:crypto';
import type { Result } from '../../domain/errors.ts';
import type { RequestId } from '../../domain/ids.ts';
import type { Scope } from '../../domain/people/scope.ts';
import type { Delivery } from '../../ports/request-gateway.ts';
import type { Acting } from '../../use-cases/acting.ts';
import { decideRequest } from '../../use-cases/decide-request.ts';
import { seeRequest } from '../../use-cases/see-requests.ts';
import {
  answerQuestion,
  askRequester,
  cancelRequest,
  endRequest,
  remindDeciders,
  retryRequest,
} from '../../use-cases/tell-request.ts';
import { actingAs, viewing } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { decisionSchema, deliverySchema, emptySchema, reasonSchema, textSchema } from '../schemas/requests.ts';
import { newApi, writeRoute } from './api-route.ts';
import { deliveredAnswer, leaseOf, requestIdOf } from './request-answers.ts';

/** Everything that is said to a request that exists. */
export function requestMessageRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const add = createAdding(app, deps);
  add('decisions', 'Approve or reject', 'decide', decisionSchema, (acting, id, { lease, ...decided }, clickId) =>
    decideRequest(deps, acting, id, { ...decided, lease: leaseOf(lease), clickId }),
  );
  add('cancellation', 'Cancel before it is given', 'request', reasonSchema, (acting, id, { reason }, clickId) =>
    cancelRequest(deps, acting, id, { clickId, reason }),
  );
  add('end', 'End the access now', 'request', reasonSchema, (acting, id, { reason }, clickId) =>
    endRequest(deps, acting, id, { clickId, reason }),
  );
  add('reminder', 'Remind those who can decide', 'request', emptySchema, (acting, id, _, clickId) =>
    remindDeciders(deps, acting, id, { clickId }),
  );
  add('retry', 'Try again what failed', 'request', emptySchema, (acting, id, _, clickId) =>
    retryRequest(deps, acting, id, { clickId }),
  );
  add('questions', 'Ask the requester', 'decide', textSchema, (acting, id, { text }, clickId) =>
    askRequester(deps, acting, id, { clickId, text }),
  );
  add('answers', 'Answer a question', 'request', textSchema, (acting, id, { text }, clickId) =>
    answerQuestion(deps, acting, id, { clickId, text }),
  );
  return app;
}

type Say<B> = (acting: Acting, id: RequestId, body: B, clickId: string) => Promise<Result<Delivery>>;

function createAdding(app: OpenAPIHono<Authenticated>, deps: HttpDeps) {
  return <B extends z.ZodType>(path: string, summary: string, scope: Scope, body: B, say: Say<z.output<B>>): void => {
    const route = writeRoute(deps, { path: `/requests/{id}/${path}`, summary, scope, body, answer: deliverySchema });
    app.openapi(route, async (c) => {
      const acting = actingAs(c.get('caller'));
      if (!acting.ok) return problemResponse(c, acting.problem) as never;
      const id = requestIdOf(c.req.param('id') ?? '');
      const seen = id.ok ? await seeRequest(deps, viewing(c.get('caller')), id.value) : id;
      if (!seen.ok) return problemResponse(c, seen.problem) as never;
      const key = c.req.header('idempotency-key') ?? randomUUID();
      const said = await say(
        acting.value,
        seen.value.id,
        c.req.valid('json' as never) as z.output<B>,
        `${acting.value.principal} ${path} ${key}`,
      );
      return deliveredAnswer(c, said) as never;
    });
  };
}
