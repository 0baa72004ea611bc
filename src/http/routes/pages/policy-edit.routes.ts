import { type Context, Hono } from 'hono';
import type { Problem, Result } from '../../../domain/errors.ts';
import { may } from '../../../domain/people/rights.ts';
import { applyPolicy, type Applied } from '../../../use-cases/policy/apply-policy.ts';
import { type Author, authorFor, whyNotRead } from '../../../use-cases/policy/author.ts';
import { followersOf } from '../../../use-cases/policy/followers.ts';
import { fileWithCsv } from '../../../use-cases/policy/file-with-csv.ts';
import { planPolicy } from '../../../use-cases/policy/plan-policy.ts';
import { seeOrganisation, seeVersion } from '../../../use-cases/policy/policy-versions.ts';
import { simulatePolicy } from '../../../use-cases/policy/simulate-policy.ts';
import { actingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import type { InSession } from '../../auth/session.ts';
import type { Typed } from '../../auth/typed.ts';
import type { HttpDeps } from '../../deps.ts';
import { appliedPage } from '../../pages/applied.page.tsx';
import { policyEditPage } from '../../pages/policy-edit.page.tsx';
import { gonePage } from '../../web/gone.ts';
import { lookingAt } from '../../web/looking.ts';
import { withNotice } from '../../web/notice.ts';
import { uploadedCsv } from '../../web/uploaded-csv.ts';
import { statusOf } from '../../web/status-of.ts';
import { versionIn } from './policy.routes.ts';

type Page = Context<InSession>;

/** How many requests the plan is tried on. */
const TRIED_ON = 100;

/** Changing the file of the organisation: planned, then applied on the version it was planned on. */
export function policyEditRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  const authorIn = (c: Page) => authorFor(actingIn(c.get('signedIn'), deps));
  app.get('/policy/edit', async (c) => {
    const text = await textToBeginWith(deps, authorIn(c), c.req.query('from'));
    return text.ok ? edit(deps, c, { text: text.value }) : gonePage(deps, c, 'policy', text.problem);
  });
  for (const path of ['/policy/plan', '/policy/apply', '/policy/import'])
    app.get(path, (c) => c.redirect('/policy/edit', 303));
  app.post('/policy/plan', async (c) => {
    const { typed, problem } = await formOf(c);
    return problem === undefined ? plan(deps, c, textIn(typed)) : edit(deps, c, { text: textIn(typed), problem });
  });
  app.post('/policy/import', async (c) => {
    const { problem } = await formOf(c);
    const csv = problem === undefined ? await uploadedCsv(c) : { ok: false as const, problem };
    const file = csv.ok ? await fileWithCsv(deps, authorIn(c), csv.value) : csv;
    if (file.ok) return plan(deps, c, file.value);
    const now = await textToBeginWith(deps, authorIn(c), undefined);
    // Its line is one of the tables.
    return edit(deps, c, { text: now.ok ? now.value : '', problem: { ...file.problem, data: undefined } });
  });
  app.post('/policy/apply', async (c) => {
    const { typed, problem } = await formOf(c);
    const text = textIn(typed);
    if (problem !== undefined) return edit(deps, c, { text, problem });
    const version = versionIn(typed['version']);
    if (!version.ok) return plan(deps, c, text);
    const given = { file: { yaml: text }, version: version.value, hash: typed['hash'] };
    const applied = await applyPolicy({ ...deps, ...followersOf(deps) }, authorIn(c), given);
    return applied.ok ? done(deps, c, applied.value) : plan(deps, c, text, applied.problem);
  });
  return app;
}

/** Browsers send the ends of lines as two characters. */
function textIn(typed: Typed): string {
  return (typed['text'] ?? '').replaceAll('\r\n', '\n');
}

async function textToBeginWith(deps: HttpDeps, author: Author, from: string | undefined): Promise<Result<string>> {
  const now = await seeOrganisation(deps, author);
  const version = versionIn(from);
  if (!now.ok || !version.ok) return now.ok ? { ok: true, value: now.value.yaml } : now;
  const seen = await seeVersion(deps, author, version.value);
  return seen.ok ? { ok: true, value: seen.value.text ?? now.value.yaml } : seen;
}

/** What the text would do now; what was refused before is said beside it. */
async function plan(deps: HttpDeps, c: Page, text: string, before?: Problem): Promise<Response> {
  const author = authorFor(actingIn(c.get('signedIn'), deps));
  const file = { yaml: text };
  const planned = await planPolicy(deps, author, file);
  if (!planned.ok) return edit(deps, c, { text, problem: before ?? planned.problem });
  const simulated = await simulatePolicy(deps, author, { file, last: TRIED_ON });
  return edit(deps, c, {
    ...{ text, plan: planned.value, problem: before },
    simulated: simulated.ok ? simulated.value : undefined,
  });
}

type Editing = Parameters<typeof policyEditPage>[1];

async function edit(
  deps: HttpDeps,
  c: Page,
  given: Pick<Editing, 'text' | 'problem'> & Partial<Editing>,
): Promise<Response> {
  const { roles } = c.get('signedIn').person;
  const forbidden = whyNotRead({ roles });
  if (forbidden !== undefined) return gonePage(deps, c, 'policy', forbidden);
  const looking = await lookingAt(deps, c, 'policy');
  const editing = { plan: undefined, simulated: undefined, mayApply: may('apply_policy', roles), ...given };
  return c.html(policyEditPage(looking, editing).toString(), statusOf(given.problem));
}

async function done(deps: HttpDeps, c: Page, applied: Applied): Promise<Response> {
  if (applied.notOffboarded.length === 0) return c.redirect(withNotice('/policy', 'applied'), 303);
  return c.html(appliedPage(await lookingAt(deps, c, 'policy'), applied).toString());
}
