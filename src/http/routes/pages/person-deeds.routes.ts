import { type Context, Hono } from 'hono';
import { ok, type Problem, type Result, refused } from '../../../domain/errors.ts';
import { isId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import { may, relationsThat } from '../../../domain/people/rights.ts';
import type { Instant } from '../../../domain/time.ts';
import { personCalled } from '../../../use-cases/find-named.ts';
import { offboardPerson } from '../../../use-cases/offboard-person.ts';
import { addDelegation } from '../../../use-cases/people/add-delegation.ts';
import { endDelegation } from '../../../use-cases/people/end-delegation.ts';
import { setOutOfOffice } from '../../../use-cases/people/set-out-of-office.ts';
import { forgetIdentities } from '../../../use-cases/sessions/forget-identities.ts';
import { authorFor } from '../../../use-cases/policy/author.ts';
import { actingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import type { InSession } from '../../auth/session.ts';
import type { Typed } from '../../auth/typed.ts';
import type { HttpDeps } from '../../deps.ts';
import { awayQuestion, delegateQuestion, forgetQuestion, offboardQuestion } from '../../pages/person-questions.tsx';
import { askPage } from '../../web/ask-page.ts';
import { gonePage } from '../../web/gone.ts';
import { lookingAt } from '../../web/looking.ts';
import { type Notice, withNotice } from '../../web/notice.ts';
import { typedMoment } from '../../web/typed-lease.ts';
import { personIn } from './people.routes.ts';

type Page = Context<InSession>;
type Question = ReturnType<typeof offboardQuestion>;

/** One thing that is done to somebody: asked first, then done. */
interface Deed {
  readonly name: string;
  readonly mayDo: (viewer: Person, person: Person) => boolean;
  readonly did: Notice;
  readonly question: (deps: HttpDeps, c: Page, person: Person, typed: Typed) => Promise<Question>;
  readonly perform: (deps: HttpDeps, c: Page, person: Person, typed: Typed) => Promise<Result<unknown>>;
}

const mayArrange: Deed['mayDo'] = ({ id, roles }, person) =>
  may('arrange_absence', roles, relationsThat({ self: id === person.id }));

const DEEDS: readonly Deed[] = [
  {
    ...{ name: 'offboard', did: 'offboarded', mayDo: ({ roles }) => may('offboard', roles) },
    async question({ store }, _, person) {
      const counts = await store.access.countByPerson([person.id]);
      return offboardQuestion(person, counts.get(person.id) ?? 0);
    },
    perform: (deps, c, { id }) => offboardPerson(deps, authorFor(actingIn(c.get('signedIn'), deps)), id),
  },
  {
    ...{ name: 'away', did: 'saved', mayDo: mayArrange },
    question: async (deps, c, person, typed) => awayQuestion(person, typed, (await lookingAt(deps, c, 'people')).when),
    async perform(deps, c, { id }, typed) {
      const until = await momentIn(deps, c, typed, 'until');
      return until.ok ? setOutOfOffice(deps, actingIn(c.get('signedIn'), deps), id, until.value) : until;
    },
  },
  {
    ...{ name: 'delegate', did: 'saved', mayDo: mayArrange },
    async question(deps, c, person, typed) {
      const people = await deps.store.people.page({ status: 'active', limit: 200 });
      return delegateQuestion(person, people, typed, (await lookingAt(deps, c, 'people')).when);
    },
    perform: delegate,
  },
  {
    ...{ name: 'forget-sign-in', did: 'done', mayDo: ({ roles }) => may('apply_policy', roles) },
    question: (_deps, _c, person) => Promise.resolve(forgetQuestion(person)),
    perform: (deps, c, person) => forgetIdentities(deps, actingIn(c.get('signedIn'), deps), person),
  },
];

/** What is done to somebody: they have left, are away, or somebody stands for them. */
export function personDeedRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  for (const deed of DEEDS) addDeed(app, deps, deed);
  app.post('/people/:id/delegations/:delegation/end', async (c) => {
    const { problem } = await formOf(c);
    if (problem !== undefined) return gonePage(deps, c, 'people', problem);
    const [person, id] = [await personIn(deps, c), c.req.param('delegation')];
    if (!person.ok) return gonePage(deps, c, 'people', person.problem);
    const acting = actingIn(c.get('signedIn'), deps);
    const ended = isId('delegation', id) ? await endDelegation(deps, acting, id) : NO_DELEGATION;
    if (!ended.ok) return gonePage(deps, c, 'people', ended.problem);
    return c.redirect(withNotice(`/people/${person.value.id}`, 'removed'), 303);
  });
  return app;
}

const NO_DELEGATION = refused('not_found', 'There is no such delegation.');

function addDeed(app: Hono<InSession>, deps: HttpDeps, deed: Deed): void {
  const ask = async (c: Page, person: Person, typed: Typed, problem?: Problem) =>
    askPage(deps, c, { ...(await deed.question(deps, c, person, typed)), place: 'people', typed, problem });
  const path = `/people/:id/${deed.name}`;
  app.get(path, async (c) => {
    const person = await allowed(deps, c, deed);
    return person.ok ? ask(c, person.value, {}) : gonePage(deps, c, 'people', person.problem);
  });
  app.post(path, async (c) => {
    const person = await allowed(deps, c, deed);
    if (!person.ok) return gonePage(deps, c, 'people', person.problem);
    const { typed, problem } = await formOf(c);
    const done = problem === undefined ? await deed.perform(deps, c, person.value, typed) : { ok: false, problem };
    if (!done.ok) return ask(c, person.value, typed, 'problem' in done ? done.problem : undefined);
    return c.redirect(withNotice(`/people/${person.value.id}`, deed.did), 303);
  });
}

async function allowed(deps: HttpDeps, c: Page, { mayDo }: Deed): Promise<Result<Person>> {
  const person = await personIn(deps, c);
  if (!person.ok || mayDo(c.get('signedIn').person, person.value)) return person;
  return refused('not_allowed', 'This is for admins, and what is one’s own for oneself.');
}

async function delegate(deps: HttpDeps, c: Page, { id: fromId }: Person, typed: Typed): Promise<Result<unknown>> {
  const [startsAt, endsAt] = [await momentIn(deps, c, typed, 'from'), await momentIn(deps, c, typed, 'until')];
  if (!startsAt.ok) return startsAt;
  if (!endsAt.ok) return endsAt;
  if (endsAt.value === undefined) return refused('malformed', 'Say until when.', { field: 'until' });
  const to = await personCalled(deps.store, typed['to'] ?? '', 'to');
  if (!to.ok) return to;
  const dates = { startsAt: startsAt.value, endsAt: endsAt.value };
  return addDelegation(deps, actingIn(c.get('signedIn'), deps), { fromId, toId: to.value.id, ...dates });
}

async function momentIn(deps: HttpDeps, c: Page, typed: Typed, field: string): Promise<Result<Instant | undefined>> {
  const { when } = await lookingAt(deps, c, 'people');
  const at = typedMoment(typed, field, when.zone);
  return at.ok ? ok(at.value) : at;
}
