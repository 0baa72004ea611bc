import type { OpenAPIHono } from '@hono/zod-openapi';
import { exportRecord, searchAudit, verifyRecord } from '../../use-cases/audit/see-audit.ts';
import { authorOf } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { jsonLines } from '../json-lines.ts';
import { problemResponse } from '../problem.ts';
import { auditExportSchema, auditQuery, auditRowSchema, verdictSchema } from '../schemas/audit.ts';
import { pageOf } from '../schemas/organisation.ts';
import { pageView } from '../schemas/pages.ts';
import { auditRowView } from '../views/audit.view.ts';
import { IN_ADDITION, newApi, readRoute } from './api-route.ts';

type Api = OpenAPIHono<Authenticated>;

/** The record: searched, verified, taken away as a file. */
export function auditRoutes(deps: HttpDeps): Api {
  const app = newApi();
  const search = {
    path: '/audit',
    summary: 'The record, newest first; for admins and auditors',
    scope: 'audit',
  } as const;
  app.openapi(readRoute(deps, { ...search, query: auditQuery, answer: pageOf(auditRowSchema) }), async (c) => {
    const { from, to, after: before, limit, ...wanted } = c.req.valid('query');
    const times = { from: instantOf(from), to: instantOf(to) };
    const rows = await searchAudit(deps, authorOf(c.get('caller')), { ...wanted, ...times, before, limit });
    if (!rows.ok) return problemResponse(c, rows.problem) as never;
    return c.json(
      pageView(rows.value, limit, auditRowView, ({ index }) => String(index)),
      200,
    );
  });

  const verify = {
    path: '/audit/verification',
    summary: 'Read all of it again: is it whole?',
    scope: 'audit',
  } as const;
  app.openapi(readRoute(deps, { ...verify, ...IN_ADDITION, answer: verdictSchema }), async (c) => {
    const verdict = await verifyRecord(deps, authorOf(c.get('caller')));
    if (!verdict.ok) return problemResponse(c, verdict.problem) as never;
    const { rows, signedHeads, breaks } = verdict.value;
    return c.json({ whole: breaks.length === 0, rows, signedHeads, breaks: [...breaks] }, 200);
  });
  addExport(app, deps);
  return app;
}

function addExport(app: Api, deps: HttpDeps): void {
  const path = { path: '/audit/export', summary: 'All of it as JSON lines, the last one a signed head' } as const;
  const shape = { scope: 'audit', answer: auditExportSchema, type: 'application/jsonl', ...IN_ADDITION } as const;
  app.openapi(readRoute(deps, { ...path, ...shape }), (c) => {
    const lines = exportRecord(deps, authorOf(c.get('caller')));
    if (!lines.ok) return problemResponse(c, lines.problem) as never;
    return jsonLines(c, lines.value) as never;
  });
}

function instantOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
