import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomIds, systemClock } from '../../src/config/environment.ts';
import { createKeys } from '../../src/config/keys.ts';
import { secret } from '../../src/config/secret.ts';
import { createWebhook } from '../../src/connectors/webhook/webhook.connector.ts';
import { openStore } from '../../src/db/open-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { aPerson } from '../support/builders.ts';
import { freePort } from '../support/free-port.ts';
import { anAccount, anApp, anEntitlement } from '../support/ledger.ts';
import { testSqlite } from '../support/sqlite.ts';
import { until } from '../support/stories.ts';
import { tempFolder } from '../support/temp-folder.ts';

const page = readFileSync(new URL('../../docs/connectors.md', import.meta.url), 'utf8');
const program = /^```js\n([^]*?)^```/m.exec(page)?.[1] ?? '';
const standing = () => Promise.resolve({ last: true, until: 'no_end' } as const);

describe('the receiver in the page about connectors', () => {
  let receiver: ChildProcess;
  let store: Store;
  let drop: () => Promise<void>;
  let url: string;
  beforeAll(async () => {
    const [file, port, sqlite] = [join(await tempFolder(), 'receiver.mjs'), await freePort(), await testSqlite()];
    await writeFile(file, program);
    const env = { PATH: process.env['PATH'], SECRET: 'what both sides sign with', PORT: String(port) };
    receiver = spawn(process.execPath, [file], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    url = `http://127.0.0.1:${port}/`;
    drop = sqlite.drop;
    store = await openStore({ kind: 'sqlite', file: sqlite.file }, (text) => keys.sha256(text));
    await until(() =>
      fetch(url).then(
        () => true,
        () => receiver.exitCode !== null,
      ),
    );
  });
  afterAll(async () => {
    const exited = once(receiver, 'exit');
    if (receiver.kill()) await exited;
    await store.close();
    await drop();
  });

  const keys = createKeys(secret('the secret of an instance under test'));
  const connected = (shared: string) => {
    const outside = { keys, secrets: () => shared, publicUrl: undefined, ids: randomIds, clock: systemClock };
    return createWebhook({ ...store, ...outside });
  };
  const app = () => anApp({ connectorConfig: { url, secret: 'DOORS', read: true, allow_addresses: ['127.0.0.1'] } });

  it('when it is run as it stands, then it gives, changes and takes, and says so; what it cannot do too', async () => {
    expect(program.trim().split('\n').length).toBeLessThanOrEqual(40);
    const connector = connected('what both sides sign with');
    const maya = aPerson();
    const account = anAccount({ externalId: await connector.ensureAccount(app(), maya) });
    expect(account.externalId).toBe(maya.email);
    const target = { app: app(), account, entitlement: anEntitlement() };
    expect(await connector.read(target)).toEqual({ seen: 'absent' });
    for (const level of ['visitor', 'resident', 'visitor']) {
      expect(await connector.grant(target, level, {}, standing)).toEqual({ outcome: 'done' });
      expect(await connector.read(target)).toEqual({ seen: 'present', level });
    }
    expect(await connector.revoke(target, standing)).toEqual({ outcome: 'done' });
    expect(await connector.read(target)).toEqual({ seen: 'absent' });
    const cannot = { failure: 'permanent', message: 'Nimbus says: suspend cannot be done here' };
    await expect(connector.suspendAccount(app(), account)).rejects.toMatchObject(cannot);
  });

  it('when somebody else calls it, then it does nothing', async () => {
    const connector = connected('another secret');
    const refused = { failure: 'permanent', message: 'Nimbus refused it (401).' };
    await expect(connector.ensureAccount(app(), aPerson())).rejects.toMatchObject(refused);
    expect((await fetch(url, { method: 'POST', body: '{"action":"grant"}' })).status).toBe(401);
  });
});
