import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cursorOf } from '../../src/http/cursors.ts';
import { initialiseOrganisation } from '../../src/use-cases/initialise-organisation.ts';
import { createPortFinder } from '../../tests/setup/ports.ts';
import { type BenchInstallation, openInstallationAt } from '../lease/installation.ts';
import { anOrganisationToMeasure } from '../lease/organisation.ts';
import { startDatabase } from '../support/databases.ts';
import { quantile } from '../support/measure.ts';
import type { BenchOptions, DatabaseKind } from '../support/options.ts';
import { type Report, type Row, rounded } from '../support/table.ts';
import { type Door, doorsOf, type Page } from './doors.ts';
import { FIRST_AT, fill } from './fill.ts';

const TABS = ['', '&tab=open', '&tab=closed', '&tab=rejected'];

/** A page of the list of requests where there are a million, against a thousand: through the API, and as people see it. */
export async function runList(options: BenchOptions): Promise<Report> {
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const kind of options.databases) {
    const measured = await measureOn(kind, options);
    rows.push(...measured.rows);
    notes.push(...measured.notes);
  }
  return { rows, notes, broken: [] };
}

async function measureOn(kind: DatabaseKind, options: BenchOptions): Promise<Measured> {
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

async function measured(kind: DatabaseKind, installation: BenchInstallation, { quick, say }: BenchOptions) {
  const [few, many] = quick ? ([1_000, 20_000] as const) : ([1_000, 1_000_000] as const);
  const rounds = quick ? 20 : 100;
  await initialiseOrganisation(installation, { organisation: anOrganisationToMeasure(), source: 'bench' });
  const [app] = await installation.store.catalog.apps();
  if (app === undefined) throw new Error('there is no app');
  const doors = await doorsOf(installation);
  await fill(installation.database, kind, app.id, [0, few]);
  const before = await timesOfAll(doors, few, rounds);
  say(`list on ${kind}: ${many} requests …`);
  await fill(installation.database, kind, app.id, [few, many]);
  const after = await timesOfAll(doors, many, rounds);
  const compared = doors.map(({ name }, i) => compare(`${name}-p95-${kind}`, before[i], after[i]));
  return {
    rows: compared.map(({ row }) => row),
    notes: compared.map(({ row, each }) => `${row.name}: ${many} requests against ${few} (shown as bare)\n  ${each}`),
  };
}

interface Measured {
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
}

async function timesOfAll(doors: readonly Door[], count: number, rounds: number): Promise<readonly Times[]> {
  const all: Times[] = [];
  for (const { page } of doors) all.push(await timesOf(page, count, rounds));
  return all;
}

function compare(name: string, before: Times = new Map(), after: Times = new Map()) {
  const [bareP95, ourP95] = [p95Of(before), p95Of(after)];
  const row: Row = {
    ...{ name, goal: 3, better: 'lower', ratio: rounded(ourP95 / bareP95) },
    ...{ bare: `${rounded(bareP95)} ms`, ours: `${rounded(ourP95)} ms` },
  };
  const each = [...after].map(([what, times]) => {
    const ratio = rounded(quantile(times, 0.95) / quantile(before.get(what) ?? [], 0.95));
    return `${what}: ${rounded(quantile(times, 0.95))} ms, ${ratio} ×`;
  });
  return { row, each: each.join('\n  ') };
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
          const ms = await page(by, `${tab}${cursor}`);
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
