import { OpenAPIHono } from '@hono/zod-openapi';
import { secureHeaders } from 'hono/secure-headers';
import { refused } from '../domain/errors.ts';
import { callsCounted } from './auth/calls-counted.ts';
import { bodyLimits } from './body-limits.ts';
import type { HttpDeps } from './deps.ts';
import { createLive } from './live/live.ts';
import { refusalResponse } from './refusal.ts';
import { absenceRoutes } from './routes/absences.routes.ts';
import { accessRoutes } from './routes/access.routes.ts';
import { accessLikeRoutes } from './routes/access-like.routes.ts';
import { auditRoutes } from './routes/audit.routes.ts';
import { catalogRoutes } from './routes/catalog.routes.ts';
import { docsRoutes } from './routes/docs.routes.ts';
import { healthRoutes } from './routes/health.routes.ts';
import { hookRoutes } from './routes/hooks.routes.ts';
import { meRoutes } from './routes/me.routes.ts';
import { noticeRoutes } from './routes/notices.routes.ts';
import { peopleRoutes } from './routes/people.routes.ts';
import { assetRoutes } from './routes/pages/assets.routes.ts';
import { eventRoutes } from './routes/pages/events.routes.ts';
import { pageRoutes } from './routes/pages/pages.routes.ts';
import { policyRoutes } from './routes/policy.routes.ts';
import { wayRoutes } from './routes/ways.routes.ts';
import { providerRoutes } from './routes/provider.routes.ts';
import { requestBundleRoutes } from './routes/request-bundle.routes.ts';
import { requestExtensionRoutes } from './routes/request-extension.routes.ts';
import { requestMessageRoutes } from './routes/request-messages.routes.ts';
import { requestRoutes } from './routes/requests.routes.ts';
import { settingsRoutes } from './routes/settings.routes.ts';
import { setupRoutes } from './routes/setup.routes.ts';
import { slackApiRoutes } from './routes/slack.routes.ts';
import { switchRoutes } from './routes/switches.routes.ts';
import { signInRoutes } from './routes/sign-in.routes.ts';
import { taskRoutes } from './routes/tasks.routes.ts';
import { tokenRoutes } from './routes/tokens.routes.ts';

const API = [
  ...[meRoutes, noticeRoutes, wayRoutes, peopleRoutes, absenceRoutes, catalogRoutes],
  ...[requestRoutes, requestMessageRoutes, requestBundleRoutes, requestExtensionRoutes],
  ...[accessRoutes, accessLikeRoutes, taskRoutes, policyRoutes],
  ...[tokenRoutes, auditRoutes, switchRoutes, settingsRoutes, slackApiRoutes],
];

/** Everything comes from here: no page runs or shows what stands elsewhere, and none is shown in somebody else's. */
const HEADERS = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    ...{ scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'"], connectSrc: ["'self'"] },
    ...{ formAction: ["'self'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
  },
  ...{ referrerPolicy: 'no-referrer', xFrameOptions: 'DENY' },
};

/** What in a path nobody else may read. */
const SECRET = /^(\/(?:setup|decide)\/).+/;

export function createApp(deps: HttpDeps): OpenAPIHono {
  const app = new OpenAPIHono();
  const live = createLive(deps);
  app.use(secureHeaders(HEADERS));
  app.use(bodyLimits());
  app.use('/setup/*', callsCounted(deps));
  app.route('/', healthRoutes(deps));
  app.route('/', assetRoutes());
  app.route('/', eventRoutes(deps, live));
  app.route('/', signInRoutes(deps));
  app.route('/', providerRoutes(deps));
  app.route('/', pageRoutes(deps, live));
  app.route('/', setupRoutes(deps));
  app.route('/', hookRoutes(deps));
  if (deps.slack !== undefined) app.route('/', deps.slack.routes);
  for (const routesOf of API) app.route('/api/v1', routesOf(deps));
  app.route('/api/v1', docsRoutes(app, deps));
  app.notFound((c) => refusalResponse(c, refused('not_found', 'There is nothing at this address.').problem));
  app.onError((error, c) => {
    deps.reportError(error, c.req.path.replace(SECRET, '$1…'));
    return refusalResponse(c, refused('internal', 'Something broke on our side. It was written to the log.').problem);
  });
  return app;
}
