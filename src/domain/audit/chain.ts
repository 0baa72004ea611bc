import { canonicalJson } from '../json.ts';
import type { AuditFact } from './fact.ts';

export type Sha256 = (text: string) => string;

/** One row of the record: its exact bytes and the hash that ties them to everything before. */
export interface AuditRow {
  /** Position in the chain from 1, without gaps; commit order, and the id of live events. */
  readonly index: number;
  readonly body: string;
  readonly hash: string;
}

/** Position 0: what the first row ties to. */
export const GENESIS: Pick<AuditRow, 'index' | 'hash'> = { index: 0, hash: '0'.repeat(64) };

export function nextRow(head: Pick<AuditRow, 'index' | 'hash'>, fact: AuditFact, sha256: Sha256): AuditRow {
  const index = head.index + 1;
  const body = bodyAround(fact).join(String(index));
  return { index, body, hash: sha256(`${head.hash}\n${body}`) };
}

/** The canonical JSON of a fact with its index, without that index: what stands before it, and what after. */
export function bodyAround(fact: AuditFact): readonly [string, string] {
  const members = Object.entries(fact);
  const some = (isThere: (name: string) => boolean) =>
    canonicalJson(Object.fromEntries(members.filter(([name]) => isThere(name)))).slice(1, -1);
  const [before, after] = [some((name) => name < 'index'), some((name) => name > 'index')];
  return [`{${before}${before === '' ? '' : ','}"index":`, `${after === '' ? '' : ','}${after}}`];
}

/** A row as stored: the columns beside the body exist for searching and must say the same as the body. */
export interface StoredRow extends AuditRow {
  readonly at: number;
  readonly fact: string;
  readonly subject: string;
}

export type Break = { readonly index: number; readonly problem: string };

/** Why `row` does not follow `previous`, if it doesn't. */
export function breakAt(previous: Pick<AuditRow, 'index' | 'hash'>, row: StoredRow, sha256: Sha256): Break | undefined {
  const expected = previous.index + 1;
  if (row.index !== expected) return { index: expected, problem: `row ${expected} is missing` };
  if (sha256(`${previous.hash}\n${row.body}`) !== row.hash) {
    return { index: row.index, problem: `row ${row.index} does not match its hash: it was edited` };
  }
  const body = parse(row.body);
  const same =
    body?.['index'] === row.index &&
    body['at'] === row.at &&
    body['fact'] === row.fact &&
    body['subject'] === row.subject;
  return same ? undefined : { index: row.index, problem: `row ${row.index}: its columns and its body differ` };
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
