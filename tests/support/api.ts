import { createAttest } from '../../activities/ledger/attest.ts';
import { createKeys } from '../../src/config/keys.ts';
import { randomIds, systemClock } from '../../src/config/environment.ts';
import { secret } from '../../src/config/secret.ts';
import { openStore } from '../../src/db/open-store.ts';
import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import { refused } from '../../src/domain/errors.ts';
import { createApp } from '../../src/http/app.ts';
import type { HttpDeps, ReadinessCheck } from '../../src/http/deps.ts';
import type { RequestGateway } from '../../src/ports/request-gateway.ts';
import { organisationFiles } from '../../src/organisation/organisation-files.ts';
import { createCalendar } from '../../src/time/calendar.ts';
import { initialiseOrganisation } from '../../src/use-cases/initialise-organisation.ts';
import { mintToken, type TokenWish } from '../../src/use-cases/mint-token.ts';
import { testPostgres } from './postgres.ts';
import { testSqlite } from './sqlite.ts';

/** For what needs no Temporal: it says that there is none. */
const away = () => Promise.resolve(refused('unavailable', 'Temporal is away.'));
const nothing = () => Promise.resolve();
const gateway = {
  patienceMs: 0,
  start: away,
  submit: away,
  send: away,
  startOffboarding: away,
  directoryChanged: nothing,
  nudge: nothing,
} as unknown as RequestGateway;

/** The web server over a database of its own, asked without a socket. */
export async function anApi(
  organisation: Organisation,
  checks: readonly ReadinessCheck[] = [],
  database: 'sqlite' | 'postgres' = 'sqlite',
) {
  const keys = createKeys(secret('the secret of an instance under test'));
  const { drop, ...made } = database === 'sqlite' ? await testSqlite() : await testPostgres();
  const address = 'url' in made ? ({ kind: 'postgres', ...made } as const) : ({ kind: 'sqlite', ...made } as const);
  const store = await openStore(address, keys.sha256);
  const deps: HttpDeps = {
    ...{
      store,
      keys,
      ids: randomIds,
      clock: systemClock,
      version: '0.0.0-test',
      web: { publicUrl: undefined, demoSignIn: false },
      checks,
    },
    ...{ gateway, calendarOf: createCalendar, files: organisationFiles, isSigned: () => false },
    workflowUrl: undefined,
    attest: createAttest({ ledger: store.ledger, clock: systemClock }),
    reportError: (error) => console.error(error),
  };
  await initialiseOrganisation(deps, { organisation, source: 'test' });
  const app = createApp(deps);
  return {
    deps,
    ask: (path: string, init?: RequestInit) => Promise.resolve(app.request(path, init)),
    async token(wish: Partial<TokenWish> = {}): Promise<string> {
      const minted = await mintToken(deps, {
        ...{ kind: 'api', name: 'test', owner: { role: 'auditor' }, by: { kind: 'operator' }, surface: 'cli', ...wish },
      });
      if (!minted.ok) throw new Error(minted.problem.detail);
      return minted.value.text;
    },
    async close() {
      await store.close();
      await drop();
    },
  };
}
