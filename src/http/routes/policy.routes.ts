import type { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Problem, Result } from '../../domain/errors.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { OrganisationFile } from '../../ports/organisation-files.ts';
import { letGo } from '../../use-cases/offboard-person.ts';
import { tellDirectoryChanged } from '../../use-cases/people/tell-directory-changed.ts';
import { applyPolicy } from '../../use-cases/policy/apply-policy.ts';
import { planPolicy } from '../../use-cases/policy/plan-policy.ts';
import { listVersions, seeOrganisation, seeVersion, type VersionView } from '../../use-cases/policy/policy-versions.ts';
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
  versionSchema,
  versionsQuery,
  versionTextSchema,
} from '../schemas/policy.ts';
import { time } from '../views/moments.ts';
import { newApi, readRoute, writeRoute } from './api-route.ts';

type Api = OpenAPIHono<Authenticated>;

/** The organisation as a file: read, planned, applied, and what was applied before. */
export function policyRoutes(deps: HttpDeps): Api {
  const app = newApi();
  addPlanAndApply(app, deps);
  addVersions(app, deps);
  return app;
}

function fileOf({ yaml, csv }: z.output<typeof planWishSchema>): OrganisationFile {
  return yaml === undefined ? { csv: csv ?? {} } : { yaml };
}

function addPlanAndApply(app: Api, deps: HttpDeps): void {
  const plan = writeRoute(deps, {
    ...{ path: '/policy/plan', summary: 'What a file would change, in words', scope: 'read' },
    ...{ body: planWishSchema, answer: planSchema },
  });
  app.openapi(plan, async (c) => {
    const planned = await planPolicy(deps, authorOf(c.get('caller')), fileOf(c.req.valid('json')));
    return planned.ok
      ? c.json(planned.value as z.input<typeof planSchema>, 200)
      : (problemResponse(c, planned.problem) as never);
  });
  const apply = writeRoute(deps, {
    ...{ path: '/policy/apply', summary: 'Make the organisation what a file says', scope: 'admin' },
    ...{ body: applyWishSchema, answer: appliedSchema },
  });
  const applying = {
    ...deps,
    offboard: (id: PersonId, origin: Parameters<typeof letGo>[1]) => letGo(deps, origin, id),
    directoryChanged: (id: PersonId) => tellDirectoryChanged(deps, id),
  };
  app.openapi(apply, async (c) => {
    const { version, hash, ...wish } = c.req.valid('json');
    const applied = await applyPolicy(applying, authorOf(c.get('caller')), { file: fileOf(wish), version, hash });
    return applied.ok
      ? c.json(applied.value as z.input<typeof appliedSchema>, 200)
      : (problemResponse(c, applied.problem) as never);
  });
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
  });
  app.openapi(one, async (c) => {
    const version = readVersion(c.req.param('version') ?? '');
    const seen = version.ok ? await seeVersion(deps, authorOf(c.get('caller')), version.value) : version;
    if (!seen.ok) return problemResponse(c, seen.problem) as never;
    return c.json({ ...versionView(seen.value), text: seen.value.text ?? null }, 200);
  });
}

function versionView({ version, appliedAt, by }: VersionView) {
  return { version, appliedAt: time(appliedAt), appliedBy: by };
}

function readVersion(text: string): Result<number> {
  if (/^[1-9]\d{0,8}$/.test(text)) return { ok: true, value: Number(text) };
  const problem: Problem = { code: 'malformed', detail: 'A version is a number from 1.', field: 'version' };
  return { ok: false, problem };
}
