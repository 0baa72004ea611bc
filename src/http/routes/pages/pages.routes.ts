import { Hono } from 'hono';
import { type InSession, needsSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { approvalRoutes } from './approvals.routes.ts';
import { auditPageRoutes } from './audit.routes.ts';
import { homeRoutes } from './home.routes.ts';
import { requestListRoutes } from './request-list.routes.ts';
import { requestPageRoutes } from './request-page.routes.ts';
import { taskPageRoutes } from './tasks.routes.ts';

const PAGES = [homeRoutes, requestListRoutes, requestPageRoutes, approvalRoutes, taskPageRoutes, auditPageRoutes];

/** Every page of somebody signed in. */
export function pageRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  for (const routesOf of PAGES) {
    const routes = routesOf(deps);
    for (const { path } of routes.routes) app.use(path, needsSession(deps));
    app.route('/', routes);
  }
  return app;
}
