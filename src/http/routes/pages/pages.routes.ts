import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { refused } from '../../../domain/errors.ts';
import { type InSession, needsSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { refusalResponse } from '../../refusal.ts';
import { accessLikePageRoutes } from './access-like-page.routes.ts';
import { accessPageRoutes } from './access.routes.ts';
import { approvalRoutes } from './approvals.routes.ts';
import { appPageRoutes } from './apps.routes.ts';
import { auditPageRoutes } from './audit.routes.ts';
import { decisionLinkRoutes } from './decision-link.routes.ts';
import { grantPageRoutes } from './grant.routes.ts';
import { homeRoutes } from './home.routes.ts';
import { newRequestRoutes } from './new-request.routes.ts';
import { noticeChoiceRoutes } from './notice-choices.routes.ts';
import { notificationRoutes } from './notifications.routes.ts';
import { peoplePageRoutes } from './people.routes.ts';
import { personDeedRoutes } from './person-deeds.routes.ts';
import { policyEditRoutes } from './policy-edit.routes.ts';
import { policyPageRoutes } from './policy.routes.ts';
import { requestListRoutes } from './request-list.routes.ts';
import { requestPageRoutes } from './request-page.routes.ts';
import { settingsRoutes } from './settings.routes.ts';
import { slackInstallRoutes } from './slack-install.routes.ts';
import { switchPageRoutes } from './switches.routes.ts';
import { taskPageRoutes } from './tasks.routes.ts';
import { themeRoutes } from './theme.routes.ts';
import type { Live } from '../../live/live.ts';

const PAGES = [
  homeRoutes,
  newRequestRoutes,
  accessLikePageRoutes,
  requestListRoutes,
  requestPageRoutes,
  approvalRoutes,
  decisionLinkRoutes,
  noticeChoiceRoutes,
  taskPageRoutes,
  auditPageRoutes,
  themeRoutes,
  accessPageRoutes,
  policyPageRoutes,
  policyEditRoutes,
  peoplePageRoutes,
  personDeedRoutes,
  appPageRoutes,
  settingsRoutes,
  notificationRoutes,
  slackInstallRoutes,
  switchPageRoutes,
  grantPageRoutes,
];

/** Every page of somebody signed in. */
export function pageRoutes(deps: HttpDeps, live: Live): Hono<InSession> {
  const app = new Hono<InSession>();
  for (const routesOf of PAGES) {
    const routes = routesOf(deps);
    for (const path of new Set(routes.routes.map((one) => one.path)))
      app.use(path, compress(), isText, needsSession(deps), notesSeen(live));
    app.route('/', routes);
  }
  return app;
}

/** No database can be asked for the other kind. */
const isText: MiddlewareHandler = async (c, next) =>
  /%00/.test(c.req.url) ? refusalResponse(c, NO_TEXT.problem) : next();

const NO_TEXT = refused('malformed', 'The address holds characters that are no text.');

/** Before anything else is read: what happens from then on is told to the page by its stream. */
function notesSeen(live: Live): MiddlewareHandler<InSession> {
  return async (c, next) => {
    c.set('seen', await live.seen());
    return next();
  };
}
