import type { OpenAPIHono, z } from '@hono/zod-openapi';
import { randomUUID } from 'node:crypto';
import type { ErrorCode, Result } from '../../domain/errors.ts';
import type { RequestId } from '../../domain/ids.ts';
import type { Scope } from '../../domain/people/scope.ts';
import type { Delivery } from '../../ports/request-gateway.ts';
import type { Acting } from '../../use-cases/acting.ts';
import { decideRequest } from '../../use-cases/decide-request.ts';
import { seeRequest } from '../../use-cases/see-requests.ts';
import * as tell from '../../use-cases/tell-request.ts';
import { actingAs, viewing } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { pathId } from '../schemas/ids.ts';
import { decisionSchema, deliverySchema, emptySchema, reasonSchema, textSchema } from '../schemas/requests.ts';
import { newApi, writeRoute } from './api-route.ts';
import { TOLD } from './refusals.ts';
import { deliveredAnswer, leaseOf } from './request-answers.ts';

/** Everything that is said to a request that exists. */
export function requestMessageRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const add = createAdding(app, deps);
  const decision = { path: 'decisions', summary: 'Approve or reject', scope: 'decide', body: decisionSchema } as const;
  add({ ...decision, refuses: DECIDED }, (acting, id, { lease, ...decided }, clickId) =>
    decideRequest(deps, acting, id, { ...decided, lease: leaseOf(lease), clickId }),
  );
  const cancellation = { path: 'cancellation', summary: 'Cancel before it is given', body: reasonSchema };
  add({ ...cancellation, refuses: ['reason_needed'] }, (acting, id, { reason }, clickId) =>
    tell.cancelRequest(deps, acting, id, { clickId, reason }),
  );
  add({ path: 'end', summary: 'End the access now', body: reasonSchema }, (acting, id, { reason }, clickId) =>
    tell.endRequest(deps, acting, id, { clickId, reason }),
  );
  const reminder = { path: 'reminder', summary: 'Remind those who can decide', body: emptySchema };
  add({ ...reminder, refuses: ['already_decided', 'too_soon'] }, (acting, id, _, clickId) =>
    tell.remindDeciders(deps, acting, id, { clickId }),
  );
  add({ path: 'retry', summary: 'Try again what failed', body: emptySchema }, (acting, id, _, clickId) =>
    tell.retryRequest(deps, acting, id, { clickId }),
  );
  const question = { path: 'questions', summary: 'Ask the requester', scope: 'decide', body: textSchema } as const;
  add({ ...question, refuses: ['already_decided'] }, (acting, id, { text }, clickId) =>
    tell.askRequester(deps, acting, id, { clickId, text }),
  );
  const answer = { path: 'answers', summary: 'Answer a question', body: textSchema };
  add({ ...answer, refuses: ['already_decided'] }, (acting, id, { text }, clickId) =>
    tell.answerQuestion(deps, acting, id, { clickId, text }),
  );
  return app;
}

const DECIDED: readonly ErrorCode[] = [
  ...(['already_decided', 'own_request', 'not_an_approver', 'fresh_sign_in_needed'] as const),
  ...(['comment_needed', 'lease_not_allowed'] as const),
];

interface Message<B extends z.ZodType> {
  readonly path: string;
  readonly summary: string;
  readonly body: B;
  /** `request`, unless given. */
  readonly scope?: Scope;
  /** Beside what anything told to a workflow may be refused with. */
  readonly refuses?: readonly ErrorCode[];
}

type Say<B> = (acting: Acting, id: RequestId, body: B, clickId: string) => Promise<Result<Delivery>>;

function createAdding(app: OpenAPIHono<Authenticated>, deps: HttpDeps) {
  return <B extends z.ZodType>(message: Message<B>, say: Say<z.output<B>>): void => {
    const { path, summary, body, scope = 'request', refuses = [] } = message;
    const shape = { params: pathId('request'), answer: deliverySchema, answers: [200, 202] } as const;
    const said = { path: `/requests/{id}/${path}`, summary, scope, body, refuses: [...TOLD, ...refuses] };
    app.openapi(writeRoute(deps, { ...said, ...shape }), async (c) => {
      const acting = actingAs(c.get('caller'));
      if (!acting.ok) return problemResponse(c, acting.problem) as never;
      const { id } = c.req.valid('param' as never) as { id: RequestId };
      const seen = await seeRequest(deps, viewing(c.get('caller')), id);
      if (!seen.ok) return problemResponse(c, seen.problem) as never;
      const key = c.req.header('idempotency-key') ?? randomUUID();
      const clickId = `${acting.value.principal} ${path} ${key}`;
      const typed = c.req.valid('json' as never) as z.output<B>;
      return deliveredAnswer(c, await say(acting.value, seen.value.id, typed, clickId)) as never;
    });
  };
}
