import type { Sha256 } from '../../domain/audit/chain.ts';
import type { RequestWrite } from '../../ports/ledger-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Transaction } from '../connections.ts';
import type { Database } from '../database.ts';
import { type LedgerWork, ledgerWork } from './ledger-work.ts';
import { type RequestWriter, StaleSnapshot } from './write-request.ts';

export interface RecordingDeps {
  readonly database: Database;
  readonly appendFacts: AppendFacts;
  readonly requests: RequestWriter;
  readonly sha256: Sha256;
}

/** A transaction that writes the request first, so that the rest sees what it says, and its facts last. */
export type Recording = <T>(write: RequestWrite | undefined, change: (work: LedgerWork) => Promise<T>) => Promise<T>;

export function createRecording({ database, appendFacts, requests, sha256 }: RecordingDeps): Recording {
  const attempt: Recording = (write, change) =>
    database.transact(async (tx) => {
      const { facts, result } = await written(tx, write, () => change(ledgerWork(tx, sha256)));
      await appendFacts(tx, facts);
      return result;
    });

  /** The facts of a snapshot that is not the one written were appended when it was. */
  async function written<T>(tx: Transaction, write: RequestWrite | undefined, change: () => Promise<T>) {
    const { request, over, facts = [] } = write ?? {};
    if (request === undefined) return { facts, result: await change() };
    if (over !== undefined && over.version < request.version) {
      const [, result] = await Promise.all([requests.writeOver(tx, request, over), change()]);
      return { facts, result };
    }
    const recorded = await requests.write(tx, request);
    return { facts: recorded === 'written' ? facts : [], result: await change() };
  }

  return async (write, change) => {
    try {
      return await attempt(write, change);
    } catch (error) {
      if (!(error instanceof StaleSnapshot) || write === undefined) throw error;
      return attempt({ ...write, over: undefined }, change);
    }
  };
}
