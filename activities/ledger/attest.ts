import type { HoldingId, PersonId } from '../../src/domain/ids.ts';
import type { Actual, Wanted } from '../../src/domain/ledger/claim.ts';
import { wantedOf } from '../../src/domain/ledger/wanted.ts';
import { type Instant, SECOND } from '../../src/domain/time.ts';
import type { Clock } from '../../src/ports/environment.ts';
import type { LedgerStore, LockedHolding } from '../../src/ports/ledger-store.ts';
import { factsOf } from './facts.ts';
import { settledAs, unchanged } from './job.ts';
import type { Reconciled } from './reconciled.ts';

/** Somebody's word that the work is done that is called by one of these names: work that was passed on has several. */
export interface Word {
  readonly holdingId: HoldingId;
  readonly refs: readonly string[];
  readonly by: PersonId;
}

export type AttestOutcome =
  | Reconciled
  /** The word is about a wish that is over: what is wanted now has been, or will be, asked for anew. */
  | { readonly result: 'outdated' }
  | { readonly result: 'busy'; readonly until: Instant };

interface Deps {
  readonly ledger: Pick<LedgerStore, 'lock' | 'settle'>;
  readonly clock: Clock;
}

const LOCK_MS = 10 * SECOND;

/** Writes down, as the proof of a holding, that a person says it is as wanted. */
export function createAttest({ ledger, clock }: Deps): (word: Word) => Promise<AttestOutcome> {
  return async ({ holdingId, refs, by }) => {
    const now = clock.now();
    const opened = await ledger.lock(holdingId, { now, lockMs: LOCK_MS });
    if (opened.opened === 'busy') return { result: 'busy', until: opened.until };
    if (opened.opened !== 'locked') return { result: 'outdated' };
    const { locked } = opened;
    if (locked.pendingRef === undefined || !refs.includes(locked.pendingRef)) return letGo(locked);
    const settled = settledAs(locked, wished(locked), { kind: 'attested', by, at: now });
    const attested: Reconciled = { result: 'as_wanted', settled };
    const { moved } = await ledger.settle([settled], { facts: factsOf(locked, attested, now) });
    return moved.length === 0 ? attested : { result: 'outdated' };
  };

  async function letGo(locked: LockedHolding): Promise<AttestOutcome> {
    await ledger.settle([unchanged(locked, clock.now())]);
    return { result: 'outdated' };
  }
}

function wished({ claims, entitlement }: LockedHolding): Actual {
  const wanted: Wanted = wantedOf(claims, entitlement.levels);
  return wanted.held ? { seen: 'present', level: wanted.level } : { seen: 'absent' };
}
