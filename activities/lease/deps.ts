import type { Calendar } from '../../src/domain/lease/calendar.ts';
import type { Connectors } from '../../src/ports/connector.ts';
import type { Ids, Keys } from '../../src/ports/environment.ts';
import type { RequestGateway } from '../../src/ports/request-gateway.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Reconcile } from '../ledger/reconciled.ts';

/** Everything that giving and taking back ask of the world. */
export interface LeaseDeps {
  readonly store: Pick<Store, 'requests' | 'ledger' | 'catalog' | 'people' | 'work' | 'switches'>;
  /** To requests that have a part in what another one takes away. */
  readonly gateway: Pick<RequestGateway, 'send'>;
  readonly connectors: Connectors;
  readonly reconcile: Pick<Reconcile, 'work' | 'lockWishFor' | 'reconcileHolding'>;
  readonly ids: Ids;
  readonly keys: Pick<Keys, 'keyedHash'>;
  readonly calendarOf: (zone: string) => Calendar;
}
