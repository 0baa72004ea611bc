import { type Context, Hono } from 'hono';
import type { AuditFact } from '../../../domain/audit/fact.ts';
import { isFactName } from '../../../domain/audit/say-fact.ts';
import { findInRecord, type AuditWish } from '../../../use-cases/audit/find-in-record.ts';
import { namesInFacts } from '../../../use-cases/audit/names-in-facts.ts';
import { exportRecord, verifyRecord } from '../../../use-cases/audit/see-audit.ts';
import { authorFor } from '../../../use-cases/policy/author.ts';
import { instantOf } from '../../../time/local.ts';
import { actingIn } from '../../auth/acting-in.ts';
import type { InSession } from '../../auth/session.ts';
import type { Typed } from '../../auth/typed.ts';
import type { HttpDeps } from '../../deps.ts';
import { jsonLines } from '../../json-lines.ts';
import { auditPage } from '../../pages/audit.page.tsx';
import { verdictPage } from '../../pages/verdict.page.tsx';
import { gonePage } from '../../web/gone.ts';
import { lookingAt } from '../../web/looking.ts';
import { statusOf } from '../../web/status-of.ts';

type Page = Context<InSession>;

const PAGE = 50;

/** The record: searched, verified, taken away as a file. */
export function auditPageRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  const authorIn = (c: Page) => authorFor(actingIn(c.get('signedIn'), deps));
  app.get('/audit', async (c) => {
    const typed: Typed = c.req.query();
    const looking = await lookingAt(deps, c, 'audit');
    const found = await findInRecord(deps, authorIn(c), wishOf(typed, looking.when.zone));
    if (!found.ok && found.problem.code === 'not_allowed') return gonePage(deps, c, 'audit', found.problem);
    const { rows, next, lookedThrough } = found.ok
      ? found.value
      : { rows: [], next: undefined, lookedThrough: undefined };
    const facts = rows.map(({ body }) => JSON.parse(body) as AuditFact);
    const problem = found.ok ? undefined : found.problem;
    const shown = { rows, typed, lookedThrough, problem, names: await namesInFacts(deps.store, facts) };
    const page = auditPage(looking, { ...shown, next: next === undefined ? undefined : addressOf(typed, next) });
    return c.html(page.toString(), statusOf(problem));
  });
  app.get('/audit/verification', async (c) => {
    const verdict = await verifyRecord(deps, authorIn(c));
    if (!verdict.ok) return gonePage(deps, c, 'audit', verdict.problem);
    return c.html(verdictPage(await lookingAt(deps, c, 'audit'), verdict.value).toString());
  });
  app.get('/audit/export', (c) => {
    const lines = exportRecord(deps, authorIn(c));
    if (!lines.ok) return gonePage(deps, c, 'audit', lines.problem);
    c.header('content-disposition', 'attachment; filename="audit.jsonl"');
    return jsonLines(c, lines.value);
  });
  return app;
}

const FIELDS = ['fact', 'who', 'about', 'text', 'from', 'to'] as const;

/** What is not understood in an address is left out. */
function wishOf(typed: Typed, zone: string): AuditWish {
  const [fact = '', before = ''] = [typed['fact'], typed['before']];
  const said = (name: (typeof FIELDS)[number]) => (typed[name] ?? '').slice(0, 200);
  return {
    ...{ fact: isFactName(fact) ? fact : undefined, who: said('who'), about: said('about'), text: said('text') },
    ...{ from: instantOf(said('from'), zone), to: instantOf(said('to'), zone) },
    before: /^\d{1,15}$/.test(before) ? Number(before) : undefined,
    limit: PAGE,
  };
}

function addressOf(typed: Typed, before: number): string {
  const query = new URLSearchParams(FIELDS.flatMap((name) => (typed[name] ? [[name, typed[name]]] : [])));
  query.set('before', String(before));
  return `/audit?${query.toString()}`;
}
