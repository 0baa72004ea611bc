import { expect, it } from '@jest/globals';
import { randomIds } from '../../src/config/environment.ts';
import { createKeys } from '../../src/config/keys.ts';
import { secret } from '../../src/config/secret.ts';
import { createConnectors } from '../../src/connectors/registry.ts';
import { createSandbox } from '../../src/connectors/sandbox/sandbox.connector.ts';
import { SandboxAccountRow, SandboxHoldingRow } from '../../src/db/entities/sandbox.entity.ts';
import type { Target } from '../../src/ports/connector.ts';
import type { Held } from '../../src/ports/sandbox-store.ts';
import { aPerson, NOW } from '../support/builders.ts';
import { onEachDatabase, type OpenStore } from '../support/databases.ts';
import { anAccount, anApp, anEntitlement } from '../support/ledger.ts';
import { type ConformanceTarget, describeConformance } from './conformance.ts';

/** Looks into the tables of the pretended app, past the connector. */
function lookInside({ database }: OpenStore, appId: string): ConformanceTarget['lookInside'] {
  return {
    async account(externalId) {
      const row = await database.orm.em.fork().findOne(SandboxAccountRow, { appId, externalId });
      return row?.status ?? 'missing';
    },
    async holding({ account, entitlement }) {
      const where = { appId, account: account.externalId, entitlement: entitlement.externalId };
      const row = await database.orm.em.fork().findOne(SandboxHoldingRow, where);
      const { held, level } = row === null ? { held: false, level: undefined } : (JSON.parse(row.real) as Held);
      return held ? { seen: 'present', level } : { seen: 'absent' };
    },
  };
}

async function conforming(opened: OpenStore): Promise<ConformanceTarget> {
  const { sandbox } = opened.store;
  const app = anApp();
  return {
    connector: createSandbox({ store: sandbox, clock: { now: () => NOW }, pageSize: 3 }),
    app,
    newEntitlement: (levels) => Promise.resolve(anEntitlement({ appId: app.id, levels })),
    lookInside: lookInside(opened, app.id),
    loseNextAnswer: () => sandbox.setFaults(app.id, { lostAnswers: 1 }),
    changesMade: async () => (await sandbox.calls(app.id)).filter(({ changed }) => changed).length,
  };
}

onEachDatabase('the sandbox', (open) => {
  describeConformance('the sandbox', async () => conforming(await open()));

  /** An app whose clock the test moves. */
  async function aSandbox() {
    const opened = await open();
    const app = anApp();
    let now = NOW;
    const connector = createSandbox({ store: opened.store.sandbox, clock: { now: () => now } });
    const target: Target = { app, account: anAccount(), entitlement: anEntitlement({ appId: app.id }) };
    const pass = (ms: number) => {
      now += ms;
    };
    return { store: opened.store.sandbox, connector, app, target, pass, inside: lookInside(opened, app.id) };
  }

  it('when it is told to fail, then so many calls fail with that class, change nothing, and the next does not', async () => {
    const { store, connector, app, target, inside } = await aSandbox();
    await store.setFaults(app.id, { fail: { times: 2, failure: 'rate_limited', until: NOW + 9 } });
    await expect(connector.grant(target, 'member', {})).rejects.toMatchObject({
      failure: 'rate_limited',
      until: NOW + 9,
    });
    await expect(connector.listAccounts(app)).rejects.toMatchObject({ failure: 'rate_limited' });
    expect(await inside.holding(target)).toEqual({ seen: 'absent' });
    expect(await connector.grant(target, 'member', {})).toEqual({ outcome: 'done' });
    expect(await store.calls(app.id)).toMatchObject([
      { method: 'grant', level: 'member', changed: false, answer: 'rate_limited' },
      { method: 'listAccounts', changed: false, answer: 'rate_limited' },
      { method: 'grant', account: target.account.externalId, changed: true },
    ]);
  });

  it('when it lags, then a change is so at once and shows only later, in listings too', async () => {
    const { store, connector, app, target, pass, inside } = await aSandbox();
    await store.setFaults(app.id, { lagMs: 500 });
    await connector.grant(target, undefined, {});
    expect(await inside.holding(target)).toMatchObject({ seen: 'present' });
    expect(await connector.read(target)).toEqual({ seen: 'absent' });
    expect((await connector.listHoldings(app)).items).toEqual([]);
    pass(500);
    expect(await connector.read(target)).toMatchObject({ seen: 'present' });
    await connector.revoke(target);
    expect(await connector.read(target)).toMatchObject({ seen: 'present' });
    pass(500);
    expect(await connector.read(target)).toEqual({ seen: 'absent' });
  });

  it('when it lies, then so many reads say the opposite', async () => {
    const { store, connector, app, target } = await aSandbox();
    await store.setFaults(app.id, { lies: 1 });
    expect(await connector.read(target)).toMatchObject({ seen: 'present' });
    expect(await connector.read(target)).toEqual({ seen: 'absent' });
    await connector.grant(target, undefined, {});
    await store.setFaults(app.id, { lies: 1 });
    expect(await connector.read(target)).toEqual({ seen: 'absent' });
  });

  it('when changes are accepted only, then asking again gives the same answer, and they are done when told', async () => {
    const { store, connector, app, target, inside } = await aSandbox();
    await store.setFaults(app.id, { pending: true });
    const first = await connector.grant(target, 'member', {});
    expect(first).toMatchObject({ outcome: 'pending', checkAfter: NOW + 60_000 });
    expect(await connector.grant(target, 'member', {})).toEqual(first);
    expect(await inside.holding(target)).toEqual({ seen: 'absent' });
    expect(await store.finishPending(app.id)).toBe(1);
    expect(await connector.read(target)).toEqual({ seen: 'present', level: 'member' });
    expect(await connector.revoke(target)).toMatchObject({ outcome: 'pending' });
    expect(await connector.grant(target, 'member', {})).toEqual({ outcome: 'done' });
    expect(await store.finishPending(app.id)).toBe(0);
  });

  it('when the answer is lost, then the log has the change', async () => {
    const { store, connector, app } = await aSandbox();
    await store.setFaults(app.id, { lostAnswers: 1 });
    const person = aPerson();
    await expect(connector.ensureAccount(app, person)).rejects.toMatchObject({ failure: 'retry' });
    expect(await connector.ensureAccount(app, person)).toBe(person.email);
    expect(await store.calls(app.id)).toMatchObject([{ changed: true, answer: 'lost' }, { changed: false }]);
  });

  it('when 20 call one app at once, then each call is in the log once', async () => {
    const { store, connector, app, target } = await aSandbox();
    await Promise.all(Array.from({ length: 20 }, () => connector.grant(target, undefined, {})));
    const calls = await store.calls(app.id);
    expect(calls).toHaveLength(20);
    expect(calls.filter(({ changed }) => changed)).toHaveLength(1);
  });

  it('when an app names a connector that is not there, then one sentence says what to do', async () => {
    const connectors = createConnectors({
      store: (await open()).store,
      clock: { now: () => NOW },
      ids: randomIds,
      secrets: () => undefined,
      keys: createKeys(secret('the secret of an instance under test')),
    });
    expect(connectors('sandbox').describe(anApp()).proof).toBe('read_back');
    expect(() => connectors('sandbax')).toThrow(
      expect.objectContaining({
        failure: 'needs_person',
        message:
          'There is no connector "sandbax". Nothing was changed. Set the app\'s connector to one of: manual, postgres, sandbox, webhook.',
      }),
    );
  });
});
