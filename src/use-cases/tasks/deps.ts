import type { HoldingId, PersonId } from '../../domain/ids.ts';
import type { Clock, Ids } from '../../ports/environment.ts';
import type { RequestGateway } from '../../ports/request-gateway.ts';
import type { Store } from '../../ports/store.ts';

/** Writes down somebody's word that what is wanted of this holding is so. */
export type Attest = (word: {
  readonly holdingId: HoldingId;
  readonly refs: readonly string[];
  readonly by: PersonId;
}) => Promise<{ readonly result: 'as_wanted' | 'outdated' | 'busy' | 'pending' | 'failed' }>;

export interface TaskDeps {
  readonly store: Pick<Store, 'work' | 'orders' | 'ledger' | 'requests' | 'catalog' | 'people'>;
  readonly gateway: Pick<RequestGateway, 'holdingSettled' | 'nudge'>;
  readonly clock: Clock;
  readonly ids: Ids;
}
