import type { Config } from './config/config.ts';
import { databaseAddress } from './config/database-address.ts';
import { randomIds, systemClock } from './config/environment.ts';
import { instanceSecret } from './config/instance-secret.ts';
import { createKeys } from './config/keys.ts';
import { loadConfig } from './config/load-config.ts';
import { openStore } from './db/open-store.ts';
import type { Clock, Ids, Keys } from './ports/environment.ts';
import type { Store } from './ports/store.ts';

/** What every program of an installation begins with: its configuration, its keys and its database. */
export interface Installation {
  readonly config: Config;
  readonly store: Store;
  readonly keys: Keys;
  readonly ids: Ids;
  readonly clock: Clock;
}

export async function openInstallation(): Promise<Installation> {
  const config = loadConfig();
  const keys = createKeys(instanceSecret(config));
  const store = await openStore(databaseAddress(config.database), keys.sha256);
  return { config, store, keys, ids: randomIds, clock: systemClock };
}
