import { SECOND } from '../../domain/time.ts';
import type { Connector, ConnectorAbilities } from '../../ports/connector.ts';
import type { Clock, Secrets } from '../../ports/environment.ts';
import { createAccounts } from './accounts.ts';
import { createListings } from './listings.ts';
import { createMemberships } from './memberships.ts';
import { CALL_TIMEOUT_MS, createOnServer } from './server.ts';

interface Deps {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly pageSize?: number;
}

const abilities: ConnectorAbilities = {
  proof: 'read_back',
  settleMs: SECOND,
  callTimeoutMs: CALL_TIMEOUT_MS,
  levels: true,
  lists: true,
  accounts: { ensure: true, suspend: true, list: true },
};

/** A PostgreSQL server: people are login roles, what they can hold are membership in other roles. */
export function createPostgres({ secrets, clock, pageSize = 200 }: Deps): Connector {
  const onServer = createOnServer(secrets);
  return {
    describe: () => abilities,
    ...createAccounts(onServer),
    ...createMemberships({ onServer, clock }),
    ...createListings(onServer, pageSize),
  };
}
