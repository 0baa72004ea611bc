import { type Context, Hono } from 'hono';
import { ok, type Result, refused } from '../../../domain/errors.ts';
import { actingIn } from '../../auth/acting-in.ts';
import type { InSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { policyPage } from '../../pages/policy.page.tsx';
import { policyVersionPage, policyVersionsPage } from '../../pages/policy-versions.page.tsx';
import { gonePage } from '../../web/gone.ts';
import { lookingAt } from '../../web/looking.ts';
import { authorFor } from '../../../use-cases/policy/author.ts';
import { listVersions, seeStanding, seeVersion } from '../../../use-cases/policy/policy-versions.ts';

type Page = Context<InSession>;

const PAGE = 50;

/** The rules in words, and what was applied before. */
export function policyPageRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  const authorIn = (c: Page) => authorFor(actingIn(c.get('signedIn'), deps));
  const shown = async <T>(c: Page, seen: Result<T>, page: (value: T) => Promise<string>): Promise<Response> =>
    seen.ok ? c.html(await page(seen.value)) : gonePage(deps, c, 'policy', seen.problem);

  app.get('/policy', async (c) =>
    shown(c, await seeStanding(deps, authorIn(c)), async (standing) =>
      policyPage(await lookingAt(deps, c, 'policy'), standing).toString(),
    ),
  );
  app.get('/policy/versions', async (c) => {
    const before = versionIn(c.req.query('before'));
    const listed = await listVersions(deps, authorIn(c), { before: before.ok ? before.value : undefined, limit: PAGE });
    return shown(c, listed, async (versions) => {
      const next = versions.length < PAGE ? undefined : versions.at(-1)?.version;
      return policyVersionsPage(await lookingAt(deps, c, 'policy'), { versions, next }).toString();
    });
  });
  app.get('/policy/versions/:version', async (c) => {
    const version = versionIn(c.req.param('version'));
    const seen = version.ok ? await seeVersion(deps, authorIn(c), version.value) : version;
    return shown(c, seen, async (one) => policyVersionPage(await lookingAt(deps, c, 'policy'), one).toString());
  });
  return app;
}

export function versionIn(text: string | undefined): Result<number> {
  return /^[1-9]\d{0,8}$/.test(text ?? '') ? ok(Number(text)) : refused('not_found', 'There is no such version.');
}
