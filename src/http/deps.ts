import type { Clock, Ids, Keys } from '../ports/environment.ts';
import type { Store } from '../ports/store.ts';

/** Something without which requests cannot be served: named, and asked at `/readyz`. */
export interface ReadinessCheck {
  readonly name: string;
  readonly ask: () => Promise<void>;
}

export interface HttpDeps {
  readonly store: Store;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly version: string;
  readonly temporalUiUrl: string | undefined;
  readonly checks: readonly ReadinessCheck[];
  readonly reportError: (error: unknown, path: string) => void;
}
