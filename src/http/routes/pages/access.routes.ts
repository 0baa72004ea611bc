import { type Context, Hono } from 'hono';
import { type Result, refused } from '../../../domain/errors.ts';
import { isId, type RequestId } from '../../../domain/ids.ts';
import { type Ended, endHolding } from '../../../use-cases/access/end-holding.ts';
import { seeHoldings, seeOneHolding, type SeenHolding } from '../../../use-cases/access/see-holdings.ts';
import { seeRequest } from '../../../use-cases/see-requests.ts';
import { actingIn, viewingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import type { InSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { accessPage } from '../../pages/access.page.tsx';
import { endQuestion } from '../../pages/end-holding.tsx';
import { whyPage } from '../../pages/why.page.tsx';
import { askPage } from '../../web/ask-page.ts';
import { clickOf } from '../../web/click.ts';
import { gonePage } from '../../web/gone.ts';
import { lookingAt } from '../../web/looking.ts';
import { type Notice, withNotice } from '../../web/notice.ts';

type Page = Context<InSession>;

/** What one holds; and of any holding one may see, why it is held, and its end. */
export function accessPageRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get('/access', async (c) => {
    const { person } = c.get('signedIn');
    const [looking, holdings] = await Promise.all([
      lookingAt(deps, c, 'access'),
      seeHoldings(deps.store, person, { person, limit: 1 }),
    ]);
    return holdings.ok
      ? c.html(accessPage(looking, holdings.value.items).toString())
      : gonePage(deps, c, 'access', holdings.problem);
  });
  app.get('/holdings/:id/why', async (c) => {
    const seen = await seenHolding(deps, c);
    if (!seen.ok) return gonePage(deps, c, 'access', seen.problem);
    const looking = await lookingAt(deps, c, 'access');
    return c.html(whyPage(looking, { ...seen.value, open: await openTo(deps, c, seen.value) }).toString());
  });
  addEnd(app, deps);
  return app;
}

function addEnd(app: Hono<InSession>, deps: HttpDeps): void {
  const path = '/holdings/:id/end';
  app.get(path, async (c) => {
    const seen = await seenHolding(deps, c);
    if (!seen.ok) return gonePage(deps, c, 'access', seen.problem);
    if (!seen.value.actions.end) return c.redirect(`/holdings/${seen.value.why.held.id}/why`, 303);
    return askPage(deps, c, { ...questionOf(c, seen.value, {}), place: 'access', typed: {} });
  });
  app.post(path, async (c) => {
    const seen = await seenHolding(deps, c);
    if (!seen.ok) return gonePage(deps, c, 'access', seen.problem);
    const { typed, problem } = await formOf(c);
    const question = questionOf(c, seen.value, typed);
    if (problem !== undefined) return askPage(deps, c, { ...question, place: 'access', typed, problem });
    const acting = actingIn(c.get('signedIn'), deps);
    const reason = (typed['reason'] ?? '').trim() === '' ? undefined : typed['reason'];
    const { id } = seen.value.why.held;
    const ended = await endHolding(deps, acting, id, { reason, key: clickOf(acting, 'end holding', typed) });
    if (ended.ok) return c.redirect(withNotice(question.back, noticeOf(ended.value)), 303);
    return askPage(deps, c, { ...question, place: 'access', typed, problem: ended.problem });
  });
}

/** Ended at once, or asked for where a rule wants somebody to decide that. */
function noticeOf({ delivery }: Ended): Notice {
  if (delivery.delivered !== 'applied') return 'recorded';
  return delivery.answer.state === 'pending_approval' ? 'submitted' : 'ended';
}

function questionOf(c: Page, { why }: SeenHolding, typed: Parameters<typeof endQuestion>[2]) {
  return endQuestion(why, why.held.personId === c.get('signedIn').person.id, typed);
}

function seenHolding({ store }: HttpDeps, c: Page): Promise<Result<SeenHolding>> {
  const id = c.req.param('id') ?? '';
  if (!isId('holding', id)) return Promise.resolve(refused('not_found', 'There is no such holding.'));
  return seeOneHolding(store, c.get('signedIn').person, id);
}

/** A manager sees why, and not every request behind it. */
async function openTo(deps: HttpDeps, c: Page, { why }: SeenHolding): Promise<ReadonlySet<RequestId>> {
  const viewer = viewingIn(c.get('signedIn'));
  const ids = [...why.reasons, why.before].flatMap((reason) => reason?.request?.id ?? []);
  const seen = await Promise.all(ids.map((id) => seeRequest(deps, viewer, id)));
  return new Set(seen.flatMap((one) => (one.ok ? [one.value.id] : [])));
}
