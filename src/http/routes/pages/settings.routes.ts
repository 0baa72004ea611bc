import { type Context, Hono } from 'hono';
import { type Result, refused } from '../../../domain/errors.ts';
import { isId } from '../../../domain/ids.ts';
import { GRANTED_ROLES } from '../../../domain/people/person.ts';
import { SCOPES } from '../../../domain/people/scope.ts';
import { authorFor } from '../../../use-cases/policy/author.ts';
import { endOneSession } from '../../../use-cases/sessions/see-sessions.ts';
import { makeTokenByHand } from '../../../use-cases/tokens/make-token-by-hand.ts';
import { revokeToken } from '../../../use-cases/tokens/see-tokens.ts';
import { actingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import type { InSession } from '../../auth/session.ts';
import type { Typed } from '../../auth/typed.ts';
import type { HttpDeps } from '../../deps.ts';
import { tokenMadePage } from '../../pages/token-made.page.tsx';
import { clickOf } from '../../web/click.ts';
import { lookingAt } from '../../web/looking.ts';
import { type Notice, withNotice } from '../../web/notice.ts';
import { showSettings } from '../../web/show-settings.ts';

type Page = Context<InSession>;

/** One's own sessions and tokens, and what holds for everybody. */
export function settingsRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get('/settings', (c) => showSettings(deps, c));
  app.get('/settings/tokens', (c) => c.redirect('/settings', 303));
  app.post('/settings/tokens', async (c) => {
    const { typed, problem } = await formOf(c);
    if (problem !== undefined) return showSettings(deps, c, typed, problem);
    const acting = actingIn(c.get('signedIn'), deps);
    const made = await makeTokenByHand(deps, acting, { ...tokenIn(typed), key: clickOf(acting, 'token', typed) });
    if (!made.ok) return showSettings(deps, c, typed, made.problem);
    return c.html(tokenMadePage(await lookingAt(deps, c, 'settings'), made.value).toString());
  });
  app.post('/settings/tokens/:id/revoke', (c) =>
    doing(deps, c, 'revoked', () => {
      const id = c.req.param('id');
      if (!isId('token', id)) return refused('not_found', 'There is no such token.');
      return revokeToken(deps, authorFor(actingIn(c.get('signedIn'), deps)), id);
    }),
  );
  app.post('/settings/sessions/:id/end', (c) =>
    doing(deps, c, 'signed_out', () => endOneSession(deps, c.get('signedIn'), c.req.param('id'))),
  );
  return app;
}

/** What needs no more than a press: done, or the page again with what was refused. */
export async function doing(
  deps: HttpDeps,
  c: Page,
  did: Notice,
  perform: (typed: Typed) => Result<unknown> | Promise<Result<unknown>>,
): Promise<Response> {
  const { typed, problem } = await formOf(c);
  const done: Result<unknown> = problem === undefined ? await perform(typed) : { ok: false, problem };
  return done.ok ? c.redirect(withNotice('/settings', did), 303) : showSettings(deps, c, typed, done.problem);
}

function tokenIn(typed: Typed) {
  return {
    name: typed['name'] ?? '',
    scopes: SCOPES.filter((scope) => typed[`scope-${scope}`] === 'yes'),
    days: Number(typed['days']),
    role: GRANTED_ROLES.find((role) => role === typed['role']),
  };
}
