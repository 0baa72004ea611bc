import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Result } from '../../domain/errors.ts';
import type { OrganisationFile } from '../../ports/organisation-files.ts';
import { applyPolicy } from '../../use-cases/policy/apply-policy.ts';
import { followersOf } from '../../use-cases/policy/followers.ts';
import { planPolicy } from '../../use-cases/policy/plan-policy.ts';
import { listVersions, seeOrganisation, seeVersion, type VersionView } from '../../use-cases/policy/policy-versions.ts';
import { simulatePolicy } from '../../use-cases/policy/simulate-policy.ts';
import { authorOf } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { pageOf } from '../schemas/organisation.ts';
import {
  applyWishSchema,
  appliedSchema,
  currentSchema,
  planSchema,
  planWishSchema,
  simulatedSchema,
  simulateWishSchema,
  versionSchema,
  versionsQuery,
  versionNumber,
  versionTextSchema,
} from '../schemas/policy.ts';
import { time } from '../views/moments.ts';
import { newApi, readRoute, writeRoute } from './api-route.ts';
import { APPLIED, FILED } from './refusals.ts';

type Api = OpenAPIHono<Authenticated>;

/** The organisation as a file: read, planned, applied, and what was applied before. */
export function policyRoutes(deps: HttpDeps): Api {
  const app = newApi();
  addPlans(app, deps);
  addApply(app, deps);
  addVersions(app, deps);
  return app;
}

function fileOf({ yaml, csv }: z.output<typeof planWishSchema>): OrganisationFile {
  return yaml === undefined ? { csv: csv ?? {} } : { yaml };
}

function addPlans(app: Api, deps: HttpDeps): void {
  const plan = writeRoute(deps, {
    ...{ path: '/policy/plan', summary: 'What a file would change, in words', scope: 'read' },
    ...{ body: planWishSchema, answer: planSchema, refuses: FILED, keyed: 'nothing' },
  });
  app.openapi(plan, async (c) =>
    answered(c, await planPolicy(deps, authorOf(c.get('caller')), fileOf(c.req.valid('json')))),
  );
  const simulate = writeRoute(deps, {
    ...{ path: '/policy/simulate', summary: 'Which of the last requests would be decided otherwise', scope: 'read' },
    ...{ body: simulateWishSchema, answer: simulatedSchema, refuses: FILED, keyed: 'nothing' },
  });
  app.openapi(simulate, async (c) => {
    const { last, ...wish } = c.req.valid('json');
    return answered(c, await simulatePolicy(deps, authorOf(c.get('caller')), { file: fileOf(wish), last }));
  });
}

function addApply(app: Api, deps: HttpDeps): void {
  const apply = writeRoute(deps, {
    ...{ path: '/policy/apply', summary: 'Make the organisation what a file says', scope: 'admin' },
    ...{ body: applyWishSchema, answer: appliedSchema },
    refuses: APPLIED,
  });
  const applying = { ...deps, ...followersOf(deps) };
  app.openapi(apply, async (c) => {
    const { version, hash, ...wish } = c.req.valid('json');
    return answered(c, await applyPolicy(applying, authorOf(c.get('caller')), { file: fileOf(wish), version, hash }));
  });
}

function answered(c: Context, result: Result<object>): never {
  return (result.ok ? c.json(result.value, 200) : problemResponse(c, result.problem)) as never;
}

function addVersions(app: Api, deps: HttpDeps): void {
  const current = readRoute(deps, {
    path: '/policy',
    summary: 'The organisation as a file that would change nothing',
    answer: currentSchema,
  });
  app.openapi(current, async (c) => {
    const seen = await seeOrganisation(deps, authorOf(c.get('caller')));
    if (!seen.ok) return problemResponse(c, seen.problem) as never;
    return c.json({ ...versionView(seen.value), yaml: seen.value.yaml }, 200);
  });
  const versions = readRoute(deps, {
    ...{ path: '/policy/versions', summary: 'What was applied, newest first' },
    ...{ query: versionsQuery, answer: pageOf(versionSchema) },
  });
  app.openapi(versions, async (c) => {
    const { limit, after } = c.req.valid('query');
    const listed = await listVersions(deps, authorOf(c.get('caller')), { before: after, limit });
    if (!listed.ok) return problemResponse(c, listed.problem) as never;
    const last = listed.value.length < limit ? undefined : listed.value.at(-1);
    return c.json(
      { items: listed.value.map(versionView), next: last === undefined ? null : String(last.version) },
      200,
    );
  });
  const one = readRoute(deps, {
    path: '/policy/versions/{version}',
    summary: 'A version as it was applied',
    answer: versionTextSchema,
    params: z.object({ version: versionNumber }),
    refuses: ['not_found'],
  });
  app.openapi(one, async (c) => {
    const seen = await seeVersion(deps, authorOf(c.get('caller')), c.req.valid('param').version);
    if (!seen.ok) return problemResponse(c, seen.problem) as never;
    return c.json({ ...versionView(seen.value), text: seen.value.text ?? null }, 200);
  });
}

function versionView({ version, appliedAt, by }: VersionView) {
  return { version, appliedAt: time(appliedAt), appliedBy: by };
}
