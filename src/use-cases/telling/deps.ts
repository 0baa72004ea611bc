import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import type { Way } from '../../ports/way.ts';

export interface TellDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ways: readonly Way[];
}
