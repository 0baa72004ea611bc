import { type Context, Hono } from 'hono';
import { type Problem, refused } from '../../../domain/errors.ts';
import { decideDeadline } from '../../../domain/request/thread.ts';
import { listRequests } from '../../../use-cases/see-requests.ts';
import { actingIn, viewingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import type { InSession } from '../../auth/session.ts';
import type { Typed } from '../../auth/typed.ts';
import type { HttpDeps } from '../../deps.ts';
import { approvalsPage } from '../../pages/approvals.page.tsx';
import { type Bulk, bulkDonePage, bulkPage } from '../../pages/bulk.page.tsx';
import { newClick } from '../../web/click.ts';
import { decideEach, MOST_AT_ONCE, requestIdsIn, seenAmong } from '../../web/decide-each.ts';
import { lookingAt } from '../../web/looking.ts';
import { statusOf } from '../../web/status-of.ts';

type Page = Context<InSession>;

/** More than these nobody decides at a sitting: the rest follows when they are decided. */
const MOST = 1000;

const NOTHING_CHOSEN = refused('malformed', 'Nothing was selected. Select what you want to decide.').problem;

/** Everything that waits for this person's decision, and deciding several at once. */
export function approvalRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get('/approvals', (c) => showWaiting(deps, c));
  app.get('/approvals/decide', (c) => {
    const words = c.req.queries('id') ?? [];
    return ask(deps, c, { words, decision: bulkOf(c.req.query('decision')), typed: {} });
  });
  app.post('/approvals/decide', async (c) => {
    const { typed, problem } = await formOf(c);
    const words = (typed['ids'] ?? '').split(' ');
    const decision = bulkOf(typed['decision']);
    if (problem !== undefined || decision === undefined) return ask(deps, c, { words, decision, typed, problem });
    const looking = await lookingAt(deps, c, 'approvals');
    const requests = await seenAmong(deps, viewingIn(c.get('signedIn')), requestIdsIn(words));
    const doing = { deps, acting: actingIn(c.get('signedIn'), deps), typed, zone: looking.when.zone };
    const became = await decideEach(requests, decision, doing);
    return c.html(bulkDonePage(looking, { decision, became }).toString());
  });
  return app;
}

function bulkOf(word: string | undefined): Bulk | undefined {
  return word === 'approve' || word === 'reject' ? word : undefined;
}

interface Asking {
  readonly words: readonly string[];
  readonly decision: Bulk | undefined;
  readonly typed: Typed;
  readonly problem?: Problem | undefined;
}

async function ask(deps: HttpDeps, c: Page, { words, decision, typed, problem }: Asking): Promise<Response> {
  const requests = await seenAmong(deps, viewingIn(c.get('signedIn')), requestIdsIn(words));
  if (requests.length === 0 || decision === undefined) return showWaiting(deps, c, problem ?? NOTHING_CHOSEN);
  const looking = await lookingAt(deps, c, 'approvals');
  const click = typed['click'] ?? newClick(deps);
  return c.html(bulkPage(looking, { decision, requests, typed, click, problem }).toString(), statusOf(problem));
}

async function showWaiting(deps: HttpDeps, c: Page, problem?: Problem): Promise<Response> {
  const viewer = viewingIn(c.get('signedIn'));
  const [looking, waiting] = await Promise.all([
    lookingAt(deps, c, 'approvals'),
    listRequests(deps, viewer, { tab: 'open', decides: true, after: undefined, limit: MOST }),
  ]);
  const byDeadline = waiting.toSorted((a, b) => decideDeadline(a.clocks) - decideDeadline(b.clocks));
  const from = /^\d{1,4}$/.test(c.req.query('from') ?? '') ? Number(c.req.query('from')) : 0;
  const to = from + MOST_AT_ONCE;
  const shown = {
    ...{ requests: byDeadline.slice(from, to), total: byDeadline.length, problem },
    next: to < byDeadline.length ? `/approvals?from=${to}` : undefined,
    areSelected: c.req.query('select') === 'all',
  };
  return c.html(approvalsPage(looking, shown).toString(), statusOf(problem));
}
