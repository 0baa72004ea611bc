import type { Sha256 } from '../../domain/audit/chain.ts';
import { canonicalJson } from '../../domain/json.ts';
import type { Request } from '../../domain/request/request.ts';
import { stateOf, tabOf } from '../../domain/request/state.ts';
import { type Recorded, SnapshotConflict } from '../../ports/request-store.ts';
import type { Transaction } from '../connections.ts';
import type { RequestRow } from '../entities/request.entity.ts';
import { fromJson, type JsonOf, nulled, type Row } from '../rows.ts';
import { tables } from '../tables.ts';
import { writeDerived } from './request-derived.ts';

/** Writes snapshots, and what is derived from them; facts are the caller's to append, last. */
export interface RequestWriter {
  /** One of which nothing is stored. */
  insert(tx: Transaction, request: Request): Promise<void>;
  /** Over what is stored, which is read for it, and is nobody else's until the end of the transaction. */
  write(tx: Transaction, request: Request): Promise<Recorded>;
  /**
   * Over what the writer knows to be stored, without reading it: all of it is said before this returns, so that whatever
   * is asked next finds it written. Where something else was stored, the transaction fails with `StaleSnapshot`.
   */
  writeOver(tx: Transaction, request: Request, over: Request): Promise<void>;
}

export class StaleSnapshot extends Error {
  override readonly name = 'StaleSnapshot';
}

export function createRequestWriter(sha256: Sha256): RequestWriter {
  return {
    async insert(tx, request) {
      await tables.request.insert(tx, [rowOf(request, sha256)]);
      await writeDerived(tx, request, undefined);
    },

    async write(tx, request) {
      const { id } = request;
      const row = rowOf(request, sha256);
      const only = ['version', 'digest', 'snapshot'] as const;
      const stored = await tables.request.first(tx, { id }, { only, forUpdate: true });
      const known = stored === undefined ? undefined : comparedWith(row, stored);
      if (known !== undefined) return known;
      if (stored === undefined) await tables.request.insert(tx, [row]);
      else await tables.request.set(tx, { id }, row);
      await writeDerived(tx, request, stored === undefined ? undefined : fromJson(stored.snapshot));
      return 'written';
    },

    async writeOver(tx, request, over) {
      const { id } = request;
      const stale = () => new StaleSnapshot(`${id} is not at version ${over.version} any more.`);
      await Promise.all([
        tables.request.setThere(tx, { id, version: over.version }, rowOf(request, sha256), stale),
        writeDerived(tx, request, over),
      ]);
    },
  };
}

/** Absent: it is newer than what is stored, and is to be written. */
function comparedWith(
  { id, version, digest }: ReturnType<typeof rowOf>,
  stored: Pick<Row<typeof RequestRow>, 'version' | 'digest'>,
): Recorded | undefined {
  if (stored.version < version) return undefined;
  if (stored.version > version) return 'newer_is_stored';
  if (stored.digest === digest) return 'already_written';
  throw new SnapshotConflict(`${id} has two different snapshots of version ${version}. The stored one was kept.`);
}

function rowOf(request: Request, sha256: Sha256) {
  const { id, version, kind, decision, requesterId, beneficiaryId, appId, createdAt } = request;
  const { bundleId, decidedAt, endsAt } = request;
  const snapshot: JsonOf<Request> = canonicalJson(request);
  return {
    ...{ id, version, kind, decision, requesterId, beneficiaryId, appId, createdAt },
    ...nulled({ bundleId, decidedAt, endsAt }),
    digest: sha256(snapshot),
    state: stateOf(request),
    tab: tabOf(request),
    snapshot,
  };
}
