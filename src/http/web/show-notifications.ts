import type { Context } from 'hono';
import type { Problem } from '../../domain/errors.ts';
import { may } from '../../domain/people/rights.ts';
import { seeNotices } from '../../use-cases/notices/see-notices.ts';
import { seeWorkspaces } from '../../use-cases/workspaces/see-workspaces.ts';
import type { InSession } from '../auth/session.ts';
import type { Typed } from '../auth/typed.ts';
import type { HttpDeps } from '../deps.ts';
import { notificationsPage } from '../pages/notifications.page.tsx';
import type { SlackShown } from '../pages/parts/slack-workspaces.tsx';
import { lookingAt } from './looking.ts';
import { statusOf } from './status-of.ts';

type Page = Context<InSession>;

/** As it is for whoever looks; what was refused is said above it, and what was typed is kept. */
export async function showNotifications(
  deps: HttpDeps,
  c: Page,
  typed: Typed = {},
  problem?: Problem,
): Promise<Response> {
  const [looking, slack, notices] = await Promise.all([
    lookingAt(deps, c, 'settings'),
    slackFor(deps, c),
    seeNotices(deps, c.get('signedIn').person),
  ]);
  return c.html(notificationsPage(looking, { slack, notices, typed, problem }).toString(), statusOf(problem));
}

async function slackFor(deps: HttpDeps, c: Page): Promise<SlackShown | undefined> {
  const { roles } = c.get('signedIn').person;
  if (!may('manage_slack', roles)) return undefined;
  if (deps.slack === undefined) return { workspaces: undefined, canAdd: false };
  const { installer } = deps.slack;
  const seen = await seeWorkspaces({ ...deps, installer }, roles);
  return { workspaces: seen.ok ? seen.value : [], canAdd: installer.pageFor('', '') !== undefined };
}
