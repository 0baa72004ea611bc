import type { Clock } from '../../ports/environment.ts';
import type { Progress } from '../../ports/message-store.ts';
import type { Store } from '../../ports/store.ts';
import type { Teller } from '../../ports/teller.ts';
import { allThatWaits, subjectsOf } from './subjects-of.ts';

interface Deps {
  readonly store: Pick<Store, 'audit' | 'messages' | 'requests' | 'work'>;
  readonly clock: Clock;
  readonly teller: Teller;
}

const PAGE = 500;

export interface Followed {
  readonly upTo: number;
  /** There is more in the record already. */
  readonly isBehind: boolean;
}

/**
 * Follows the record for one page. How far is written down after everybody's turn was asked for: what is asked for twice
 * is told once. Where it was never followed it begins with what waits for somebody: old stories are no news. So it does
 * where it has to be followed anew, as who was about to be told may have been lost as well.
 */
export async function follow({ store, clock, teller }: Deps, isAnew: boolean): Promise<Followed> {
  const before = await store.messages.progress();
  const progress = before === undefined || isAnew ? await begin({ store, clock, teller }, before) : before;
  const rows = await store.audit.rowsAfter(progress.upTo, PAGE);
  const upTo = rows.at(-1)?.index ?? (await lastOf(store, progress));
  if (rows.length > 0) {
    await teller.tell(await subjectsOf(store, rows));
    await store.messages.setProgress({ ...progress, upTo });
  }
  return { upTo, isBehind: rows.length === PAGE };
}

/** Of a record that was restored from before, nothing that comes next is to be passed over. */
async function lastOf({ audit, messages }: Pick<Store, 'audit' | 'messages'>, progress: Progress): Promise<number> {
  const { index } = await audit.head();
  if (index < progress.upTo) await messages.setProgress({ ...progress, upTo: index });
  return Math.min(index, progress.upTo);
}

async function begin({ store, clock, teller }: Deps, before: Progress | undefined): Promise<Progress> {
  const { index } = await store.audit.head();
  const progress = before ?? { since: clock.now(), upTo: index };
  await teller.tell(await allThatWaits(store));
  await store.messages.setProgress(progress);
  return progress;
}
