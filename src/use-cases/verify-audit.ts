import { type AuditRow, type Break, breakAt, GENESIS, type Sha256 } from '../domain/audit/chain.ts';
import { signedText } from '../domain/audit/signed-head.ts';
import type { AuditStore, SignedAuditHead } from '../ports/audit-store.ts';
import type { VerifySignature } from '../ports/environment.ts';

interface Deps {
  readonly store: { readonly audit: AuditStore };
  readonly sha256: Sha256;
  readonly verifySignature: VerifySignature;
  /** Heads in the database must be signed with this one. */
  readonly publicKey: string;
}

export interface AuditVerdict {
  readonly rows: number;
  readonly signedHeads: number;
  /** Empty: the record is whole. */
  readonly breaks: readonly Break[];
}

const PAGE = 1000;

/**
 * Reads the whole record again: every row ties to the one before, the head is where the rows end, and every head ever
 * signed, in the database or kept outside as `anchor`, is still part of it.
 */
export async function verifyAudit(deps: Deps, anchor?: SignedAuditHead): Promise<AuditVerdict> {
  const { audit } = deps.store;
  const signed = await audit.signedHeads();
  const kept = anchor === undefined ? signed : [...signed, anchor];
  // The record may grow meanwhile: the head of before must be among the rows, the head of after at or behind the last.
  const before = await audit.head();
  const walk = await walkChain(deps, new Set([before.index, ...kept.map(({ index }) => index)]));
  const after = await audit.head();
  const breaks = [
    ...walk.breaks,
    ...headBreaks(walk, before, after),
    ...signed.flatMap((head) => signedBreaks(deps, head, deps.publicKey, walk.hashes)),
    ...(anchor === undefined ? [] : signedBreaks(deps, anchor, anchor.publicKey, walk.hashes)),
  ];
  return { rows: walk.rows, signedHeads: signed.length, breaks };
}

type Head = Pick<AuditRow, 'index' | 'hash'>;

interface Walk {
  readonly rows: number;
  readonly last: Head;
  readonly breaks: readonly Break[];
  /** Hashes of the rows that somebody signed. */
  readonly hashes: ReadonlyMap<number, string>;
}

async function walkChain({ store, sha256 }: Deps, wanted: ReadonlySet<number>): Promise<Walk> {
  let last: Head = GENESIS;
  let rows = 0;
  const breaks: Break[] = [];
  const hashes = new Map([[GENESIS.index, GENESIS.hash]]);
  for (;;) {
    const page = await store.audit.rowsAfter(last.index, PAGE);
    for (const row of page) {
      const broken = breakAt(last, row, sha256);
      if (broken !== undefined) breaks.push(broken);
      if (wanted.has(row.index)) hashes.set(row.index, row.hash);
      last = row;
      rows++;
    }
    if (page.length < PAGE) return { rows, last, breaks, hashes };
  }
}

function headBreaks({ last, hashes }: Walk, before: Head, after: Head): Break[] {
  if (before.index > last.index) {
    return [{ index: last.index + 1, problem: `rows ${last.index + 1} to ${before.index} are missing` }];
  }
  const matches = hashes.get(before.index) === before.hash && after.index >= last.index;
  return matches ? [] : [{ index: before.index, problem: 'the head does not match the rows' }];
}

function signedBreaks(deps: Deps, head: SignedAuditHead, publicKey: string, hashes: Walk['hashes']): Break[] {
  const { index, signedAt } = head;
  const when = new Date(signedAt).toISOString();
  if (!deps.verifySignature(signedText(head, signedAt), head.signature, publicKey))
    return [{ index, problem: `the head signed at ${when} has a signature that does not fit` }];
  const hash = hashes.get(index);
  if (hash === undefined)
    return [{ index, problem: `row ${index}, signed at ${when}, is missing: the record was cut short` }];
  if (hash !== head.hash)
    return [{ index, problem: `row ${index} is not the one signed at ${when}: the record was rewritten` }];
  return [];
}
