import { type Context, Hono } from 'hono';
import { type Problem, type Result, refused } from '../../../domain/errors.ts';
import type { SlackInstaller } from '../../../ports/slack-installer.ts';
import { mayManage } from '../../../use-cases/workspaces/deps.ts';
import { installWorkspace } from '../../../use-cases/workspaces/install-workspace.ts';
import { actingIn } from '../../auth/acting-in.ts';
import { keep, takeKept } from '../../auth/kept.ts';
import type { InSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { ADD_TO_SLACK } from '../../pages/parts/slack-workspaces.tsx';
import { withNotice } from '../../web/notice.ts';
import { showNotifications } from '../../web/show-notifications.ts';

type Page = Context<InSession>;

const HERE = '/settings/notifications';
/** Slack is told of it in the app's manifest. */
const BACK = `${HERE}/slack/back`;

/** "Add to Slack": to Slack's page, and back from there. What comes back counts in the session that began it. */
export function slackInstallRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get(ADD_TO_SLACK, async (c) => {
    const state = deps.keys.randomText(32);
    const page = pageOfSlack(deps, c, state);
    if (!page.ok) return showNotifications(deps, c, {}, page.problem);
    keep(c, deps, 'adding-to-slack', { kept: `${state} ${c.get('signedIn').session.id}`, to: HERE });
    return c.redirect(page.value, 303);
  });
  app.get(BACK, async (c) => {
    const installer = installerIn(deps);
    const code = installer.ok ? codeIn(deps, c) : installer;
    if (!installer.ok || !code.ok) return showNotifications(deps, c, {}, problemIn(installer, code));
    const given = { code: code.value, back: backTo(deps, c) };
    const acting = actingIn(c.get('signedIn'), deps);
    const installed = await installWorkspace({ ...deps, installer: installer.value }, acting, given);
    if (!installed.ok) return showNotifications(deps, c, {}, installed.problem);
    return c.redirect(withNotice(HERE, 'added_to_slack'), 303);
  });
  return app;
}

function installerIn({ slack }: HttpDeps): Result<SlackInstaller> {
  return slack === undefined
    ? refused('wrong_state', 'This server knows of no Slack app. Nothing changed.')
    : { ok: true, value: slack.installer };
}

function problemIn(...results: readonly Result<unknown>[]): Problem | undefined {
  return results.flatMap((one) => (one.ok ? [] : [one.problem]))[0];
}

function pageOfSlack(deps: HttpDeps, c: Page, state: string): Result<string> {
  const allowed = mayManage(c.get('signedIn').person.roles);
  if (!allowed.ok) return allowed;
  const installer = installerIn(deps);
  if (!installer.ok) return installer;
  const page = installer.value.pageFor(backTo(deps, c), state);
  return page === undefined
    ? refused('wrong_state', 'LEASEHOLD_SLACK_CLIENT_ID is not set: the workspace is the one of the token.')
    : { ok: true, value: page };
}

function codeIn(deps: HttpDeps, c: Page): Result<string> {
  const [state = '', session] = (takeKept(c, deps, 'adding-to-slack')?.kept ?? '').split(' ');
  // Compared by their hashes, which takes as long for a good guess as for a bad one.
  const isSame = deps.keys.sha256(c.req.query('state') ?? '') === deps.keys.sha256(state);
  const isOurs = isSame && session === c.get('signedIn').session.id;
  if (state === '' || !isOurs) return refused('not_allowed', 'This was not begun in this browser. Nothing changed.');
  const code = c.req.query('code');
  return code === undefined
    ? refused('not_allowed', 'It was called off in Slack. Nothing changed.')
    : { ok: true, value: code };
}

function backTo({ web }: HttpDeps, c: Context): string {
  return new URL(BACK, web.publicUrl ?? new URL(c.req.url).origin).href;
}
