import { quantile } from '../support/measure.ts';
import type { BenchOptions, DatabaseKind } from '../support/options.ts';
import { type Report, type Row, rounded } from '../support/table.ts';
import { inOffice, type Office } from './office.ts';
import { approving, type Interaction, type Kind, rejecting, searching } from './interactions.ts';

const AT_ONCE = 50;
const KINDS: readonly Kind[] = ['button', 'form', 'search'];
/** What we want of an acknowledgement; Slack waits six times as long. */
const SOON_MS = 500;

/** How long Slack waits for its answer while many people press, send and search, and no app answers. */
export async function runSlack(options: BenchOptions): Promise<Report> {
  const reports: Report[] = [];
  for (const kind of options.databases) {
    options.say(`slack on ${kind} …`);
    reports.push(await inOffice(kind, options, (office) => measure(kind, office, options)));
  }
  return {
    rows: reports.flatMap(({ rows }) => rows),
    notes: reports.flatMap(({ notes }) => notes),
    broken: reports.flatMap(({ broken }) => broken),
  };
}

async function measure(kind: DatabaseKind, office: Office, { quick }: BenchOptions): Promise<Report> {
  const rounds = quick ? 4 : 20;
  const queued = await office.fillProvisioning();
  const times: Times = { ms: { button: [], form: [], search: [] }, broken: [] };
  // The first ones are for what is kept to be there.
  await round(office, { ms: { button: [], form: [], search: [] }, broken: times.broken });
  for (let at = 0; at < rounds; at++) await round(office, times);
  const all = KINDS.flatMap((one) => times.ms[one]);
  const p99 = quantile(all, 0.99);
  const row: Row = {
    ...{ name: `slack-ack-p99-${kind}`, bare: `${SOON_MS} ms`, ours: `${rounded(p99)} ms` },
    ...{ ratio: rounded(p99 / SOON_MS), goal: 1, better: 'lower' },
  };
  const said = KINDS.map((one) => `${one}: ${sayTimes(times.ms[one])}`);
  const what = `${all.length} interactions, ${AT_ONCE} at once, ${queued} calls to apps hanging or waiting`;
  const notes = [`slack on ${kind}: ${what}\n  ${said.join('\n  ')}`];
  return { rows: [row], notes, broken: [...times.broken, ...office.broke] };
}

const EACH = Math.floor(AT_ONCE / KINDS.length);

/** Fifty people at one moment; the next ones when all that came of it is done. */
async function round(office: Office, { ms, broken }: Times): Promise<void> {
  const pending = await office.ask(2 * EACH);
  const [toApprove, toReject] = [pending.slice(0, EACH), pending.slice(EACH)];
  const presses = toApprove.map(({ id, decidesIt }) => approving(decidesIt, id, office.responseUrl));
  const forms = toReject.map(({ id, decidesIt }) => rejecting(decidesIt, id));
  const searches = Array.from({ length: AT_ONCE - 2 * EACH }, () => searching(office.anybody));
  const all = mixed([searches, presses, forms]);
  await Promise.all(all.map((one) => timed(office.url, one, { ms, broken })));
  broken.push(...(await office.settled(toApprove, toReject)));
}

function mixed(lists: readonly (readonly Interaction[])[]): readonly Interaction[] {
  return (lists[0] ?? []).flatMap((_, at) => lists.flatMap((list) => list[at] ?? []));
}

interface Times {
  readonly ms: { readonly [One in Kind]: number[] };
  readonly broken: string[];
}

async function timed(url: string, { kind, call, isAnswered }: Interaction, { ms, broken }: Times): Promise<void> {
  const init = call();
  const began = performance.now();
  const response = await fetch(url, init);
  const body = await response.text();
  ms[kind].push(performance.now() - began);
  // Too late for Slack is a time like others, only longer.
  const isLate = response.status === 503 && body.includes('took too long');
  if (!isLate && (response.status !== 200 || !isAnswered(body)))
    broken.push(`a ${kind} got ${response.status}: ${body.slice(0, 200)}`);
}

function sayTimes(ms: readonly number[]): string {
  const at = (part: number) => `${rounded(quantile(ms, part))} ms`;
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}`;
}
