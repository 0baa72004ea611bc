import type { HoldingId, RequestId } from '../../src/domain/ids.ts';
import type { Request } from '../../src/domain/request/request.ts';
import type { LedgerStore, LockWish, Opened } from '../../src/ports/ledger-store.ts';
import type { Write } from './tried.ts';
import type { Reconcile, ReconcileOutcome } from '../ledger/reconciled.ts';

export type Outcome =
  | ReconcileOutcome
  | { readonly result: 'refused'; readonly why: string }
  | { readonly result: 'nothing' };

interface Deps {
  readonly ledger: Pick<LedgerStore, 'lock' | 'settle'>;
  /** On whose behalf: of its own locks it may take one back. */
  readonly holder: RequestId;
  readonly reconcile: Pick<Reconcile, 'work'>;
}

interface Round {
  readonly opened: readonly Opened[];
  readonly lockWish: () => LockWish;
  /** What becomes of the request, given what came of each change; written with what was proven. */
  readonly write: (outcomes: ReadonlyMap<string, Outcome>) => Write;
}

const MOST_ROUNDS = 5;

/**
 * Reconciles what is locked and writes it with the request in one transaction. What moved meanwhile, because somebody
 * else's claim came or went, is done again; what keeps moving is left for the next try.
 */
export async function reconcileAndWrite(deps: Deps, { opened, lockWish, write }: Round): Promise<Request> {
  const outcomes = new Map<string, Outcome>();
  let open = opened;
  for (let round = 1; ; round++) {
    await workAll(deps, open, outcomes);
    const step = write(outcomes);
    const settled = open.flatMap(({ changeId }) => settledOf(outcomes.get(changeId ?? '')));
    const { moved } = await deps.ledger.settle(settled, step);
    if (moved.length === 0) return step.request;
    open = round < MOST_ROUNDS ? await lockedAgain(deps, open, moved, lockWish) : leftForLater(open, moved);
  }
}

/** One after the other: they are calls to one and the same app. */
async function workAll({ reconcile }: Deps, opened: readonly Opened[], outcomes: Map<string, Outcome>): Promise<void> {
  for (const one of opened) outcomes.set(one.changeId ?? '', await workOne(reconcile, one));
}

async function workOne(reconcile: Pick<Reconcile, 'work'>, one: Opened): Promise<Outcome> {
  switch (one.opened) {
    case 'locked':
      return reconcile.work(one.locked);
    case 'busy':
      return { result: 'busy', until: one.until };
    case 'refused':
      return { result: 'refused', why: REFUSALS[one.why] };
    case 'nothing':
      return { result: 'nothing' };
    default:
      return one satisfies never;
  }
}

const REFUSALS = {
  no_seat_left: 'No seat is left. It can be tried again when one is free.',
  exclusive_conflict: 'Something else of the same set is held: only one of them can be held at a time.',
} as const;

function settledOf(outcome: Outcome | undefined) {
  return outcome !== undefined && 'settled' in outcome ? [outcome.settled] : [];
}

async function lockedAgain(
  { ledger, holder }: Deps,
  opened: readonly Opened[],
  moved: readonly HoldingId[],
  lockWish: () => LockWish,
): Promise<Opened[]> {
  const again = opened.filter((one) => one.opened === 'locked' && moved.includes(one.locked.holding.id));
  const locked = again.map(async (one) => {
    const holdingId = one.opened === 'locked' ? one.locked.holding.id : moved[0];
    const reopened = await ledger.lock(holdingId as HoldingId, { ...lockWish(), holder });
    return { ...reopened, changeId: one.changeId };
  });
  return Promise.all(locked);
}

function leftForLater(opened: readonly Opened[], moved: readonly HoldingId[]): Opened[] {
  return opened.flatMap((one) =>
    one.opened === 'locked' && moved.includes(one.locked.holding.id)
      ? [{ changeId: one.changeId, opened: 'busy', holdingId: one.locked.holding.id, until: 0 }]
      : [],
  );
}
