import { type Context, Hono } from 'hono';
import type { Problem } from '../../../domain/errors.ts';
import { decideByLink, seeDecisionLink } from '../../../use-cases/desk/decide-by-link.ts';
import { actingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import { DECIDE, type InSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { decisionLinkPage } from '../../pages/decision-link.page.tsx';
import { gonePage } from '../../web/gone.ts';
import { lookingAt } from '../../web/looking.ts';
import { withNotice } from '../../web/notice.ts';
import { statusOf } from '../../web/status-of.ts';

type Page = Context<InSession>;

/**
 * Where somebody finishes an approval for which they had to sign in anew. Looking decides nothing: what stands in a
 * message is looked at by programs too.
 */
export function decisionLinkRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  const path = `${DECIDE}:secret`;
  app.get(path, (c) => showLink(deps, c));
  app.post(path, async (c) => {
    const { problem } = await formOf(c);
    if (problem !== undefined) return showLink(deps, c, problem);
    const decided = await decideByLink(deps, actingIn(c.get('signedIn'), deps), c.req.param('secret'));
    if (!decided.ok) return showLink(deps, c, decided.problem);
    const seen = await seeDecisionLink(deps, c.get('signedIn').person, c.req.param('secret'));
    const to = seen.ok ? `/requests/${seen.value.request.id}` : '/';
    return c.redirect(withNotice(to, decided.value.delivered === 'applied' ? 'approved' : 'recorded'), 303);
  });
  return app;
}

async function showLink(deps: HttpDeps, c: Page, refused?: Problem): Promise<Response> {
  const signedIn = c.get('signedIn');
  const seen = await seeDecisionLink(deps, signedIn.person, c.req.param('secret') ?? '');
  if (!seen.ok) return gonePage(deps, c, 'approvals', seen.problem);
  const { link, request, problem: over } = seen.value;
  const { assurance } = actingIn(signedIn, deps).origin;
  const problem = refused ?? over;
  const shown = {
    ...{ link, request, problem, isOver: over !== undefined, isFresh: assurance === 'fresh_sign_in' },
    ...{ session: signedIn.session, provider: deps.web.provider },
  };
  return c.html(decisionLinkPage(await lookingAt(deps, c, 'approvals'), shown).toString(), statusOf(problem));
}
