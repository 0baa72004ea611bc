import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/http/app.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { cursorOf } from '../../src/http/cursors.ts';
import { createCalendar } from '../../src/time/calendar.ts';
import { initialiseOrganisation } from '../../src/use-cases/initialise-organisation.ts';
import { mintToken } from '../../src/use-cases/mint-token.ts';
import { createPortFinder } from '../../tests/setup/ports.ts';
import { type BenchInstallation, openInstallationAt } from '../lease/installation.ts';
import { ADMIN, anOrganisationToMeasure } from '../lease/organisation.ts';
import { startDatabase } from '../support/databases.ts';
import { quantile } from '../support/measure.ts';
import type { BenchOptions, DatabaseKind } from '../support/options.ts';
import { type Report, type Row, rounded } from '../support/table.ts';
import { FIRST_AT, fill } from './fill.ts';

const MEMBER = 'person-7@example.com';
const TABS = ['', '&tab=open', '&tab=closed', '&tab=rejected'];

/** A page of the API's list of requests where there are a million, against a thousand. */
export async function runList(options: BenchOptions): Promise<Report> {
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const kind of options.databases) {
    const measured = await measureOn(kind, options);
    rows.push(measured.row);
    notes.push(measured.note);
  }
  return { rows, notes, broken: [] };
}

async function measureOn(kind: DatabaseKind, options: BenchOptions): Promise<{ row: Row; note: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'leasehold-bench-'));
  await chmod(folder, 0o711);
  const server = await startDatabase(kind, folder, await createPortFinder()());
  const installation = await openInstallationAt(server.address);
  try {
    return await measured(kind, installation, options);
  } finally {
    await installation.store.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

type Page = (by: 'admin' | 'member', query: string) => Promise<number>;

async function measured(kind: DatabaseKind, installation: BenchInstallation, { quick, say }: BenchOptions) {
  const [few, many] = quick ? ([1_000, 20_000] as const) : ([1_000, 1_000_000] as const);
  const rounds = quick ? 20 : 100;
  await initialiseOrganisation(installation, { organisation: anOrganisationToMeasure(), source: 'bench' });
  const [app] = await installation.store.catalog.apps();
  if (app === undefined) throw new Error('there is no app');
  const page = await pageFrom(installation);
  await fill(installation.database, kind, app.id, [0, few]);
  const before = await timesOf(page, few, rounds);
  say(`list on ${kind}: ${many} requests …`);
  await fill(installation.database, kind, app.id, [few, many]);
  const after = await timesOf(page, many, rounds);
  const [bareP95, ourP95] = [p95Of(before), p95Of(after)];
  const row: Row = {
    ...{ name: `list-p95-${kind}`, goal: 3, better: 'lower' },
    ...{ bare: `${rounded(bareP95)} ms`, ours: `${rounded(ourP95)} ms`, ratio: rounded(ourP95 / bareP95) },
  };
  const each = [...after].map(([what, times]) => {
    const ratio = rounded(quantile(times, 0.95) / quantile(before.get(what) ?? [], 0.95));
    return `${what}: ${rounded(quantile(times, 0.95))} ms, ${ratio} ×`;
  });
  return {
    row,
    note: `${kind}: ${many} requests against ${few} (shown as bare), p95 of a page of 50.\n  ${each.join('\n  ')}`,
  };
}

/** Milliseconds of one page, rendered as JSON and read. */
async function pageFrom(installation: BenchInstallation): Promise<Page> {
  const outside = { version: 'bench', web: { publicUrl: undefined, demoSignIn: false }, workflowUrl: undefined };
  const deps = { ...installation, ...outside, calendarOf: createCalendar, checks: [] };
  const reportError = (error: unknown) => {
    throw error;
  };
  // Reading a list asks nothing of what is left out.
  const app = createApp({ ...deps, reportError } as unknown as HttpDeps);
  const tokenOf = async (email: string) => {
    const made = await mintToken(installation, {
      ...{ kind: 'api', name: 'bench', owner: { email }, by: { kind: 'operator' }, surface: 'cli' },
    });
    if (!made.ok) throw new Error(made.problem.detail);
    return made.value.text;
  };
  const tokens = { admin: await tokenOf(ADMIN), member: await tokenOf(MEMBER) };
  return async (by, query) => {
    const began = performance.now();
    const response = await app.request(`/api/v1/requests?${query}`, {
      headers: { authorization: `Bearer ${tokens[by]}` },
    });
    const { items } = (await response.json()) as { items?: readonly object[] };
    if (items === undefined || items.length === 0)
      throw new Error(`${by} ${query}: ${response.status}, and no requests`);
    return performance.now() - began;
  };
}

type Times = ReadonlyMap<string, readonly number[]>;

/** Every tab, by somebody who sees all and by somebody who sees their own, at the top and half way down. */
async function timesOf(page: Page, count: number, rounds: number): Promise<Times> {
  const after = cursorOf({ createdAt: FIRST_AT + (count / 2) * 1000, id: 'REQ-0000000000' });
  const times = new Map<string, number[]>();
  for (let round = -5; round < rounds; round++) {
    for (const by of ['admin', 'member'] as const) {
      for (const tab of TABS) {
        for (const [where, cursor] of [
          ['top', ''],
          ['half way', `&after=${after}`],
        ] as const) {
          const what = `${by}, ${tab === '' ? 'all' : tab.slice('&tab='.length)}, ${where}`;
          const ms = await page(by, `limit=50${tab}${cursor}`);
          // The first few are for the caches to fill.
          if (round >= 0) times.set(what, [...(times.get(what) ?? []), ms]);
        }
      }
    }
  }
  return times;
}

function p95Of(times: Times): number {
  return quantile([...times.values()].flat(), 0.95);
}
