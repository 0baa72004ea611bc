import type { BenchOptions, DatabaseKind } from '../support/options.ts';
import type { Report } from '../support/table.ts';
import { cpuBetween, machineCpuMs, usageOf } from '../support/processes.ts';
import { type House, inHouse } from './house.ts';
import { anatomy } from './rows/anatomy.ts';
import { decideToAccess } from './rows/decide-to-access.ts';
import { massEnd } from './rows/mass-end.ts';
import { offboarding } from './rows/offboarding.ts';
import type { Measured, RowSet } from './rows/row-set.ts';
import { sleepers } from './rows/sleepers.ts';
import { wholeRequest } from './rows/whole-request.ts';

const rowSets: readonly RowSet[] = [wholeRequest, decideToAccess, offboarding, massEnd, sleepers];

/** Leases from the submit to the proof that they are gone, against the least that Temporal needs for the same. */
export async function runLease(options: BenchOptions): Promise<Report> {
  const wanted = [...rowSets, anatomy].filter((set) => isWanted(set, options));
  if (wanted.length === 0) throw new Error(`No row is called ${options.row}; there is ${namesOf()}.`);
  const measured: Measured[] = [];
  for (const kind of options.databases) {
    for (const set of wanted) measured.push(await measureSet(set, kind, options));
  }
  return {
    rows: measured.flatMap(({ rows }) => rows),
    notes: measured.flatMap(({ notes = [] }) => notes),
    broken: measured.flatMap(({ broken = [] }) => broken),
  };
}

/** Without a wish, all that have a goal. */
function isWanted({ name }: RowSet, { row }: BenchOptions): boolean {
  return row === undefined ? name !== anatomy.name : name.includes(row) || row.startsWith(name);
}

const namesOf = () => [...rowSets, anatomy].map(({ name }) => name).join(', ');

async function measureSet(set: RowSet, kind: DatabaseKind, options: BenchOptions): Promise<Measured> {
  const began = performance.now();
  options.say(`${set.name} on ${kind} …`);
  const measured = await inHouse(kind, options, (house) => withNoise(set, house, options)).catch((error: unknown) =>
    notMeasured(`${set.name} on ${kind}`, error, options),
  );
  options.say(`${set.name} on ${kind}: ${Math.round((performance.now() - began) / 1000)} s`);
  const rows = measured.rows.filter(({ name }) => options.row === undefined || matches(name, options.row, set));
  for (const { name, bare, ours, ratio } of rows) options.say(`  ${name}: bare ${bare}, ours ${ours}, ratio ${ratio}`);
  return { ...measured, rows };
}

/** One that breaks takes none of the others with it. */
function notMeasured(what: string, error: unknown, { signal }: BenchOptions): Measured {
  if (signal.aborted) throw error;
  const why = error instanceof Error ? error.message : String(error);
  return { rows: [], broken: [`${what} could not be measured: ${why}`] };
}

/** Says how much of the machine others had meanwhile: the less, the better the figures. */
async function withNoise(set: RowSet, house: House, options: BenchOptions): Promise<Measured> {
  const { client: _, ...ofBare } = house.bare.processes;
  const processes = { ...house.ours.processes, bareWorker: ofBare.worker ?? -1 };
  const [before, all, began] = [usageOf(processes), machineCpuMs(), performance.now()];
  const measured = await set.measure(house, options);
  const own = Object.values(cpuBetween(before, usageOf(processes))).reduce((sum, ms) => sum + ms, 0);
  const others = (machineCpuMs() - all - own) / (performance.now() - began);
  const noise = `${house.kind}: during ${set.name} others used ${Math.max(0, Math.round(others * 100))} % of a core.`;
  return { ...measured, notes: [...(measured.notes ?? []), noise] };
}

/** `--row whole-request` is a whole set, `--row whole-request-cpu-20` one line of it. */
function matches(name: string, row: string, set: RowSet): boolean {
  return set.name.includes(row) || name.includes(row);
}
