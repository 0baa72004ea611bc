import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { createReconcile } from '../../activities/ledger/reconcile.ts';
import { sha256 } from '../../src/config/keys.ts';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { createStore } from '../../src/db/store.ts';
import type { Store } from '../../src/ports/store.ts';
import { aPerson, anId, NOW } from '../support/builders.ts';
import { addEntitlement, aNewClaim, anEntitlement, aStockedApp, locked } from '../support/ledger.ts';
import { testSqlite } from '../support/sqlite.ts';
import { aPostgresTarget, type PostgresTarget } from './postgres-target.ts';

let server: PostgresTarget;
let opened: { database: Database; store: Store; address: { kind: 'sqlite'; file: string } };
const cleanUps: (() => Promise<void>)[] = [];
beforeAll(async () => {
  server = await aPostgresTarget();
  const made = await testSqlite();
  const address = { kind: 'sqlite', file: made.file } as const;
  const database = await openDatabase(address);
  opened = { database, store: createStore(database, sha256), address };
  cleanUps.push(server.close, made.drop, database.close);
});
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

/** One person, two group roles of the server, and the ledger that wants or does not want her in them. */
async function aLedgeredLogin() {
  const { ledger } = opened.store;
  const { app, entitlement: one } = await aStockedApp(opened, {
    app: server.app(),
    entitlement: { externalId: await server.newGroup() },
  });
  const other = await addEntitlement(
    opened,
    anEntitlement({ appId: app.id, externalId: await server.newGroup(), levels: ['member', 'admin'] }),
  );
  const person = aPerson();
  const externalId = await server.connector.ensureAccount(app, person);
  const account = await ledger.addAccount({
    ...{ id: anId('account'), appId: app.id, personId: person.id, externalId, kind: 'human', status: 'active' },
  });
  const { connector, clock } = server;
  const reconcile = createReconcile({ connectors: () => connector, ledger, clock, wait: (ms) => setTimeout(ms) });
  const wish = () => reconcile.lockWishFor(app);
  const settled = async (opening: ReturnType<typeof ledger.addClaims>) => {
    const reconciled = await reconcile.work(locked((await opening)[0]));
    await ledger.settle([reconciled.settled]);
    return reconciled;
  };
  return {
    ...{ account, one, other, reconcile },
    async give(entitlement: typeof one, endsAt?: number) {
      const claim = aNewClaim({ accountId: account.id, entitlementId: entitlement.id, endsAt });
      expect(await settled(ledger.addClaims([claim], wish()))).toMatchObject({ result: 'as_wanted' });
      return () => settled(ledger.releaseClaims(claim.requestId ?? 'REQ-', ['c1'], wish()));
    },
    async catalogue() {
      const [row] = await server.sql(
        `select rolvaliduntil::text as until, array(select roleid::regrole::text from pg_auth_members
            where member = r.oid order by 1) as roles from pg_roles r where rolname = $1`,
        [externalId],
      );
      return row;
    },
  };
}

const at = (ms: number) => new Date(NOW + ms).toISOString().replace('T', ' ').replace('.000Z', '+00');
const HOUR = 3_600_000;

describe('two things held in one PostgreSQL', () => {
  it('when they overlap, then the login lasts as long as the longer one, and sessions end with the last', async () => {
    const { account, one, other, give, catalogue } = await aLedgeredLogin();
    const endOne = await give(one, NOW + HOUR);
    expect(await catalogue()).toEqual({ until: at(HOUR), roles: [one.externalId] });
    const endOther = await give(other, NOW + 5 * HOUR);
    const session = await server.session(account.externalId);
    expect(await catalogue()).toMatchObject({ until: at(5 * HOUR) });
    expect(await endOther()).toMatchObject({ result: 'as_wanted' });
    expect(await catalogue()).toEqual({ until: at(HOUR), roles: [one.externalId] });
    expect(await session.isOpen()).toBe(true);
    expect(await endOne()).toMatchObject({ result: 'as_wanted', settled: { actual: { seen: 'absent' } } });
    await session.closed;
    expect(await catalogue()).toEqual({ until: '-infinity', roles: [] });
  });

  it('when one thing is claimed twice, then a longer claim moves the end, and the shorter one ends nothing', async () => {
    const { account, one, give, catalogue } = await aLedgeredLogin();
    const endShort = await give(one, NOW + HOUR);
    const session = await server.session(account.externalId);
    const endLong = await give(one, NOW + 3 * HOUR);
    expect(await catalogue()).toMatchObject({ until: at(3 * HOUR) });
    await endShort();
    expect(await catalogue()).toEqual({ until: at(3 * HOUR), roles: [one.externalId] });
    expect(await session.isOpen()).toBe(true);
    await endLong();
    await session.closed;
  });

  it('when the answer to the revoke is lost before sessions were ended, then absence alone is no proof', async () => {
    const { account, one, give, reconcile, catalogue } = await aLedgeredLogin();
    const end = await give(one);
    const session = await server.session(account.externalId);
    await server.loseNextAnswer();
    expect(await end()).toMatchObject({ result: 'failed', settled: { actual: { seen: 'absent' }, proof: undefined } });
    expect(await catalogue()).toMatchObject({ roles: [] });
    expect(await session.isOpen()).toBe(true);
    const holding = await opened.store.ledger.holdingOf(account.id, one.id);
    expect(await reconcile.reconcileHolding(holding?.id ?? 'hol_none')).toMatchObject({ result: 'as_wanted' });
    await session.closed;
  });
});
