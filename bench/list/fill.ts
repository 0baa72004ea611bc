import type { Database } from '../../src/db/database.ts';
import { canonicalJson } from '../../src/domain/json.ts';
import type { AppId, PersonId, RequestId } from '../../src/domain/ids.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { stateOf, tabOf } from '../../src/domain/request/state.ts';
import { aChange, anOpenLevel, aRequest } from '../../tests/support/builders.ts';
import type { DatabaseKind } from '../support/options.ts';

/** What is replaced in each row by what is its own. */
const ID: RequestId = 'REQ-TEMPLATE00';
const PERSON: PersonId = 'per_TEMPLATE00';
const AT = 1_111_111_111_111;

const AT_ONCE = 20_000;
const SECOND = 1000;
export const FIRST_AT = Date.UTC(2026, 0, 1);

interface Template {
  readonly request: Request;
  /** Which of the numbers are like it. */
  readonly where: string;
}

function templatesFor(appId: AppId, approver: PersonId): readonly Template[] {
  const people = { requesterId: PERSON, beneficiaryId: PERSON, names: { [PERSON]: 'Somebody', [approver]: 'Manager' } };
  const levels = [anOpenLevel({ approvers: [{ personId: approver, because: 'manager' }] })];
  const open = aRequest({ ...people, id: ID, appId, createdAt: AT, levels });
  const closed: Request = {
    ...open,
    decision: 'approved',
    decidedAt: AT,
    changes: [aChange({ state: 'taken', effectiveAt: AT })],
  };
  const rejected: Request = { ...open, decision: 'rejected', decidedAt: AT };
  return [
    { request: open, where: 'i % 20 = 0' },
    { request: rejected, where: 'i % 20 in (1, 2)' },
    { request: closed, where: 'i % 20 > 2' },
  ];
}

const NUMBERS = {
  sqlite: 'with recursive n(i) as (select ? union all select i + 1 from n where i + 1 < ?)',
  postgres: 'with n(i) as (select * from generate_series(?::bigint, ?::bigint - 1))',
} as const;
const IDS = {
  sqlite: "'REQ-' || printf('%010d', i)",
  postgres: "'REQ-' || lpad(cast(i as text), 10, '0')",
} as const;

const CREATED = `${FIRST_AT} + i * ${SECOND}`;
const personAt = (shift: number) =>
  `(select id from bench_person where at = (i + ${shift}) % (select count(*) from bench_person))`;

/** Requests `from` to `to`, by SQL alone: each with two people who see it, one of whom decides what is open. */
export async function fill(
  database: Database,
  kind: DatabaseKind,
  appId: AppId,
  [from, to]: readonly [number, number],
) {
  const people = await peopleOf(database);
  const templates = templatesFor(appId, people[0] as PersonId);
  for (let start = from; start < to; start += AT_ONCE) {
    const range = [start, Math.min(start + AT_ONCE, to)];
    await database.transact(async (tx) => {
      for (const { request, where } of templates) {
        const tab = tabOf(request);
        const numbers = NUMBERS[kind];
        const snapshot = `replace(replace(replace(?, '${ID}', ${IDS[kind]}), '${PERSON}', ${personAt(0)}), '${AT}', cast(${CREATED} as text))`;
        const values = [...range, stateOf(request), tab, request.decision, appId, canonicalJson(request)];
        await tx.tell(insertRequests(numbers, IDS[kind], snapshot, where), values);
        for (const [shift, own, acts] of [
          [0, true, false],
          [1, false, tab === 'open'],
        ] as const)
          await tx.tell(insertViewers(numbers, IDS[kind], { shift, own, acts, where }), [...range, tab]);
      }
    });
  }
  await database.transact((tx) => tx.tell('analyze'));
}

function insertRequests(numbers: string, id: string, snapshot: string, where: string): string {
  const columns =
    'id, version, digest, kind, state, tab, decision, requester_id, beneficiary_id, app_id, created_at, snapshot';
  return `insert into request (${columns}) ${numbers} select ${id}, 1, '', 'request', ?, ?, ?, ${personAt(0)}, ${personAt(0)}, ?, ${CREATED}, ${snapshot} from n where ${where}`;
}

interface Viewer {
  readonly shift: number;
  readonly own: boolean;
  readonly acts: boolean;
  readonly where: string;
}

function insertViewers(numbers: string, id: string, { shift, own, acts, where }: Viewer): string {
  const columns = 'person_id, request_id, own, may_act, tab, created_at';
  return `insert into request_viewer (${columns}) ${numbers} select ${personAt(shift)}, ${id}, ${own}, ${acts}, ?, ${CREATED} from n where ${where}`;
}

/** Numbered, so that SQL can take them in turn. */
async function peopleOf(database: Database): Promise<readonly string[]> {
  return database.transact(async (tx) => {
    await tx.tell('create table if not exists bench_person (at integer primary key, id text not null)');
    const people = (await tx.ask('select id from person order by email')).rows.map(({ id }) => String(id));
    const { rows: known } = await tx.ask('select at from bench_person limit 1');
    for (const [at, id] of known.length > 0 ? [] : people.entries())
      await tx.tell('insert into bench_person (at, id) values (?, ?)', [at, id]);
    return people;
  });
}
