import type { Clock, Ids } from '../../ports/environment.ts';
import type { RequestGateway } from '../../ports/request-gateway.ts';
import type { Store } from '../../ports/store.ts';

export interface AbsenceDeps {
  readonly store: Pick<Store, 'people' | 'requests'>;
  readonly gateway: Pick<RequestGateway, 'directoryChanged'>;
  readonly clock: Clock;
  readonly ids: Ids;
}
