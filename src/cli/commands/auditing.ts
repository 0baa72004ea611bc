import { auditRowSchema, verdictSchema } from '../../http/schemas/audit.ts';
import { pageOf } from '../../http/schemas/organisation.ts';
import { command, type Said, text } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { momentIn } from '../input/lease.ts';
import { AUDIT_HEAD, auditRow } from '../output/audit-lines.ts';
import { checkRecord, headIn, type SignedHead, sha256 } from '../record/check-record.ts';
import { failed, misused, ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';
import { listed, PAGE_OPTIONS } from './listing.ts';

export const search = command({
  name: 'audit search',
  summary: 'The record, newest first; for admins and auditors',
  args: {},
  options: {
    subject: text('SUBJECT', 'what it is about, as request:REQ-…'),
    fact: text('FACT', 'as request.approved'),
    actor: text('ACTOR', 'who did it, as person:per_…'),
    ...{ from: text('MOMENT', 'from then on'), to: text('MOMENT', 'before then') },
    ...PAGE_OPTIONS,
  },
  examples: [
    'leasehold audit search --subject request:REQ-7K3F9QAB2M',
    'leasehold audit search --from "2026-11-01 00:00"',
  ],
  async run(shell, { from, to, ...query }) {
    const since = momentIn('--from', from, shell.view());
    const before = momentIn('--to', to, shell.view());
    if (!since.ok) return since;
    if (!before.ok) return before;
    const columns = { item: auditRowSchema, head: AUDIT_HEAD, row: auditRow, nothing: 'Nothing is recorded of this.' };
    return listed(shell, '/audit', { ...query, from: since.value, to: before.value }, columns);
  },
});

export const verify = command({
  name: 'audit verify',
  summary:
    'Whether the record is whole: the one of the server, or an export, which is checked here and needs no server',
  args: {},
  options: {
    file: text('FILE', 'an export; - for what is piped in'),
    anchor: text('FILE', 'a signed head that was kept elsewhere: it must be part of it'),
  },
  examples: ['leasehold audit verify', 'leasehold audit verify --file record.jsonl --anchor head.json'],
  async run(shell, { file, anchor: kept }) {
    const anchor = await anchorIn(shell, kept);
    if (!anchor.ok) return anchor;
    return file === undefined ? verifiedThere(shell, anchor.value) : verifiedHere(shell, file, anchor.value);
  },
});

async function anchorIn({ readInput }: Shell, file: string | undefined): Promise<Result<SignedHead | undefined>> {
  if (file === undefined) return ok(undefined);
  const read = await readInput(file);
  if (!read.ok) return read;
  const head = headIn(read.value);
  return head === undefined
    ? misused(`${file} is no anchor: it should hold what \`npm run audit -- anchor\` printed.`)
    : ok(head);
}

async function verifiedThere(shell: Shell, anchor: SignedHead | undefined): Promise<Result<Said>> {
  shell.progress('The server reads all of the record again.');
  const verdict = await shell.api.read(verdictSchema, '/audit/verification');
  if (!verdict.ok) return verdict;
  const { rows, signedHeads, breaks } = verdict.value.value;
  const there = anchor === undefined ? ok([]) : await anchorBreaks(shell, anchor);
  if (!there.ok) return there;
  const against = `${rows} rows, ${signedHeads} signed heads${anchor === undefined ? '' : ', 1 anchor'}`;
  return ok(verdictOf([...breaks.map(({ problem }) => problem), ...there.value], against, verdict.value.text));
}

async function anchorBreaks({ api }: Shell, { index, hash }: SignedHead): Promise<Result<string[]>> {
  const page = await api.read(pageOf(auditRowSchema), '/audit', { after: String(index + 1), limit: '1' });
  if (!page.ok) return page;
  const row = page.value.value.items.find((one) => one.index === index);
  if (row === undefined)
    return ok([`row ${index}, of which a signed head was kept, is missing: the record was cut short`]);
  return ok(row.hash === hash ? [] : [`row ${index} is not the one that was signed: the record was rewritten`]);
}

async function verifiedHere({ readLines }: Shell, file: string, anchor: SignedHead | undefined): Promise<Result<Said>> {
  const lines = await readLines(file);
  if (!lines.ok) return lines;
  const { rows, head, breaks } = await checkRecord(lines.value, anchor);
  const key = head === undefined ? '' : `, signed by key ${sha256(head.publicKey).slice(0, 16)}`;
  const json = JSON.stringify({ whole: breaks.length === 0, rows, breaks });
  return ok(verdictOf(breaks, `${rows} rows${key}${anchor === undefined ? '' : ', 1 anchor'}`, json));
}

function verdictOf(breaks: readonly string[], against: string, json: string): Said {
  if (breaks.length === 0) return { lines: [`The record is whole: ${against}.`], json };
  const lines = [`The record is NOT whole (${against}):`, ...breaks.map((one) => `  ${one}`)];
  return { lines, json, exit: EXIT.refused };
}

export const exportRecord = command({
  name: 'audit export',
  summary: 'All of the record as JSON lines, the last one a signed head',
  args: {},
  options: {},
  examples: ['leasehold audit export > record.jsonl'],
  async run(shell) {
    const opened = await shell.api.open('/audit/export');
    if (!opened.ok) return opened;
    let tail = '';
    try {
      for await (const chunk of opened.value) {
        tail = `${tail}${chunk}`.slice(-TAIL);
        await shell.pour(chunk);
      }
    } catch {
      tail = '';
    }
    const isWhole = tail.trimEnd().split('\n').at(-1)?.startsWith('{"signedHead"') === true;
    if (isWhole) return ok({ lines: [], json: undefined });
    return failed(EXIT.unavailable, 'unavailable', 'The export was cut off: what came is not all of it. Export again.');
  },
});

/** Longer than a signed head is. */
const TAIL = 4096;
