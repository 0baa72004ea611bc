import type { OpenAPIHono } from '@hono/zod-openapi';
import { ok } from '../../domain/errors.ts';
import { mayManage } from '../../use-cases/workspaces/deps.ts';
import { type SeenWorkspace, seeWorkspaces } from '../../use-cases/workspaces/see-workspaces.ts';
import { viewing } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { workspacesSchema } from '../schemas/slack.ts';
import { time } from '../views/moments.ts';
import { IN_ADDITION, newApi, readRoute } from './api-route.ts';

/** In which Slack workspaces Leasehold is. They are added on its page, where Slack sends one back to. */
export function slackApiRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const list = { path: '/slack/workspaces', summary: 'The Slack workspaces that Leasehold is in' } as const;
  const shape = { ...IN_ADDITION, scope: 'admin', answer: workspacesSchema } as const;
  app.openapi(readRoute(deps, { ...list, ...shape }), async (c) => {
    const { roles } = viewing(c.get('caller'));
    const installer = deps.slack?.installer;
    const none = () => {
      const allowed = mayManage(roles);
      return allowed.ok ? ok([]) : allowed;
    };
    const seen = installer === undefined ? none() : await seeWorkspaces({ ...deps, installer }, roles);
    if (!seen.ok) return problemResponse(c, seen.problem) as never;
    return c.json({ items: seen.value.map(workspaceView) }, 200);
  });
  return app;
}

function workspaceView({ id, name, installedAt, installedBy, alert, review, missing }: SeenWorkspace) {
  return {
    ...{ id, name, installedAt: time(installedAt), installedBy: installedBy?.id ?? null },
    ...{ alertChannel: alert ?? null, reviewChannel: review ?? null, missingScopes: [...missing] },
  };
}
