import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ErrorCode } from '../../domain/errors.ts';
import { offboardPerson } from '../../use-cases/offboard-person.ts';
import { addDelegation } from '../../use-cases/people/add-delegation.ts';
import { endDelegation } from '../../use-cases/people/end-delegation.ts';
import { listDelegations } from '../../use-cases/people/list-delegations.ts';
import { setOutOfOffice } from '../../use-cases/people/set-out-of-office.ts';
import { actingAs, authorOf, viewing } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { pathId } from '../schemas/ids.ts';
import {
  delegationSchema,
  delegationsSchema,
  delegationWishSchema,
  doneSchema,
  outOfOfficeSchema,
} from '../schemas/people.ts';
import { emptySchema } from '../schemas/requests.ts';
import { delegationView } from '../views/organisation.view.ts';
import { IN_ADDITION, newApi, readRoute, writeRoute } from './api-route.ts';
import { personPath, somebody } from './people.routes.ts';

type Api = OpenAPIHono<Authenticated>;

const ARRANGED: readonly ErrorCode[] = ['not_found', 'wrong_state'];
const DONE = { done: true } as const;

/** Who stands for whom, who is away, and who has left. */
export function absenceRoutes(deps: HttpDeps): Api {
  const app = newApi();
  addDelegations(app, deps);
  addOutOfOffice(app, deps);
  addOffboarding(app, deps);
  return app;
}

function addDelegations(app: Api, deps: HttpDeps): void {
  const path = '/people/{id}/delegations' as const;
  const shape = { path, params: personPath, ...IN_ADDITION };
  const list = { ...shape, summary: 'Who stands for them, and for whom they do', answer: delegationsSchema };
  app.openapi(readRoute(deps, { ...list, refuses: ['not_found'] }), async (c) => {
    const person = await somebody(deps, c.req.valid('param').id);
    const seen = person.ok ? await listDelegations(deps.store, viewing(c.get('caller')), person.value.id) : person;
    if (!seen.ok) return problemResponse(c, seen.problem) as never;
    const { from, to } = seen.value;
    return c.json({ from: from.map(delegationView), to: to.map(delegationView) }, 200);
  });
  const add = { ...shape, summary: 'Let somebody decide for them as well', scope: 'request' } as const;
  const wish = { body: delegationWishSchema, answer: delegationSchema, refuses: ARRANGED };
  app.openapi(writeRoute(deps, { ...add, ...wish }), async (c) => {
    const acting = actingAs(c.get('caller'));
    if (!acting.ok) return problemResponse(c, acting.problem) as never;
    const { to: name, startsAt, endsAt } = c.req.valid('json');
    const [from, to] = [await somebody(deps, c.req.valid('param').id), await somebody(deps, name, 'to')];
    if (!from.ok) return problemResponse(c, from.problem) as never;
    if (!to.ok) return problemResponse(c, to.problem) as never;
    const dates = { startsAt: startsAt === undefined ? undefined : Date.parse(startsAt), endsAt: Date.parse(endsAt) };
    const added = await addDelegation(deps, acting.value, { fromId: from.value.id, toId: to.value.id, ...dates });
    return added.ok ? c.json(delegationView(added.value), 200) : (problemResponse(c, added.problem) as never);
  });
  const end = { path: '/delegations/{id}/end', params: pathId('delegation'), ...IN_ADDITION } as const;
  const ended = { summary: 'End it now', scope: 'request', body: emptySchema, answer: doneSchema } as const;
  app.openapi(writeRoute(deps, { ...end, ...ended, refuses: ARRANGED }), async (c) => {
    const acting = actingAs(c.get('caller'));
    const over = acting.ok ? await endDelegation(deps, acting.value, c.req.valid('param').id) : acting;
    return over.ok ? c.json(DONE, 200) : (problemResponse(c, over.problem) as never);
  });
}

function addOutOfOffice(app: Api, deps: HttpDeps): void {
  const shape = { path: '/people/{id}/out-of-office', params: personPath, ...IN_ADDITION } as const;
  const body = { summary: 'Away until then, or here again', body: outOfOfficeSchema, answer: doneSchema };
  app.openapi(writeRoute(deps, { ...shape, ...body, scope: 'request', refuses: ARRANGED }), async (c) => {
    const acting = actingAs(c.get('caller'));
    if (!acting.ok) return problemResponse(c, acting.problem) as never;
    const person = await somebody(deps, c.req.valid('param').id);
    if (!person.ok) return problemResponse(c, person.problem) as never;
    const { until } = c.req.valid('json');
    const away = until === null ? undefined : Date.parse(until);
    const set = await setOutOfOffice(deps, acting.value, person.value.id, away);
    return set.ok ? c.json(DONE, 200) : (problemResponse(c, set.problem) as never);
  });
}

function addOffboarding(app: Api, deps: HttpDeps): void {
  const shape = { path: '/people/{id}/offboarding', params: personPath, ...IN_ADDITION } as const;
  const body = { summary: 'They have left: everything they hold is taken back', body: emptySchema, answer: doneSchema };
  const refuses = ['not_found', 'unavailable', 'not_confirmed'] as const;
  app.openapi(writeRoute(deps, { ...shape, ...body, scope: 'admin', refuses }), async (c) => {
    const person = await somebody(deps, c.req.valid('param').id);
    if (!person.ok) return problemResponse(c, person.problem) as never;
    const left = await offboardPerson(deps, authorOf(c.get('caller')), person.value.id);
    return left.ok ? c.json(DONE, 200) : (problemResponse(c, left.problem) as never);
  });
}
