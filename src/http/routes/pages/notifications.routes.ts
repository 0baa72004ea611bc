import { type Context, Hono } from 'hono';
import { type Result, refused } from '../../../domain/errors.ts';
import { chooseChannels } from '../../../use-cases/workspaces/choose-channels.ts';
import type { WorkspacesDeps } from '../../../use-cases/workspaces/deps.ts';
import { removeWorkspace } from '../../../use-cases/workspaces/remove-workspace.ts';
import type { Acting } from '../../../use-cases/acting.ts';
import { actingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import type { InSession } from '../../auth/session.ts';
import type { Typed } from '../../auth/typed.ts';
import type { HttpDeps } from '../../deps.ts';
import { type Notice, withNotice } from '../../web/notice.ts';
import { showNotifications } from '../../web/show-notifications.ts';

const PAGE = '/settings/notifications';

type Doing = (deps: WorkspacesDeps, by: Acting, workspace: string, typed: Typed) => Promise<Result<true>>;

const DEEDS: { readonly [name: string]: { readonly did: Notice; readonly doing: Doing } } = {
  channels: {
    did: 'saved',
    doing: (deps, by, workspace, { alert = '', review = '' }) =>
      chooseChannels(deps, by, workspace, { alert: alert.slice(0, 100), review: review.slice(0, 100) }),
  },
  remove: { did: 'removed', doing: removeWorkspace },
};

/** Where people are told what concerns them. */
export function notificationRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get(PAGE, (c) => showNotifications(deps, c));
  for (const [name, { did, doing }] of Object.entries(DEEDS)) {
    app.get(`${PAGE}/slack/${name}`, (c) => c.redirect(PAGE, 303));
    app.post(`${PAGE}/slack/${name}`, async (c) => {
      const { typed, problem } = await formOf(c);
      const done = problem === undefined ? await perform(deps, c, typed, doing) : ({ ok: false, problem } as const);
      return done.ok ? c.redirect(withNotice(PAGE, did), 303) : showNotifications(deps, c, typed, done.problem);
    });
  }
  return app;
}

function perform(
  deps: HttpDeps,
  c: Context<InSession>,
  typed: Typed,
  doing: Doing,
): Result<true> | Promise<Result<true>> {
  if (deps.slack === undefined) return refused('wrong_state', 'This server knows of no Slack app. Nothing changed.');
  const { installer } = deps.slack;
  return doing({ ...deps, installer }, actingIn(c.get('signedIn'), deps), typed['workspace'] ?? '', typed);
}
