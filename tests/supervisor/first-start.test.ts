import { afterEach, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeUnless } from '../support/skip.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { anInstallation, type Installation, type Run } from './installation.ts';
import { list, mintToken, theProduct } from './product.ts';

const example = fileURLToPath(new URL('../../docs/examples/leasehold.yaml', import.meta.url));

const SECONDS = 1000;

describeUnless(await whyNoTemporal(), 'the first start', () => {
  let installation: Installation;
  afterEach(() => installation.end());

  const start = async (): Promise<{ run: Run; app: string }> => {
    const run = installation.start(await theProduct());
    const { app = '' } = await run.untilReady();
    return { run, app };
  };
  const stop = async ({ run }: { run: Run }) => {
    run.process.kill('SIGINT');
    expect(await run.exitCode).toBe(0);
    expect(installation.survivors()).toEqual([]);
  };

  async function content(app: string) {
    const token = await mintToken(installation);
    const people = await list<{ email: string; name: string }>(app, '/people', token);
    const apps = await list<{ slug: string; name: string }>(app, '/apps', token);
    return {
      home: await (await fetch(app)).text(),
      names: people.map(({ name }) => name).toSorted(),
      apps: apps.map(({ slug, name }) => `${slug}: ${name}`).toSorted(),
    };
  }

  it(
    'when there is a file, then the organisation is that of the file, and changing the file later changes nothing',
    async () => {
      const file = join(await tempFolder(), 'leasehold.yaml');
      const text = readFileSync(example, 'utf8');
      writeFileSync(file, text);
      installation = await anInstallation({ LEASEHOLD_FILE: file });
      const first = await start();
      const before = await content(first.app);
      expect(before.home).toContain('<h1>Example Ltd</h1>');
      expect(before.names).toEqual(['Aiko Sato', 'Ines Duarte', 'Léa Moreau', 'Tom Becker']);
      expect(before.apps).toEqual(['bank: Bank', 'production: Production']);
      expect(first.run.printed()).not.toContain('First admin');
      await stop(first);

      const changed = text
        .replace('name: Example Ltd', 'name: Another Ltd')
        .replace('name: Aiko Sato', 'name: Aiko Changed')
        .replace('name: Bank\n', 'name: Changed\n');
      expect(changed.match(/Another Ltd|Changed/g)).toHaveLength(3);
      writeFileSync(file, changed);
      const second = await start();
      expect(await content(second.app)).toEqual(before);
      await stop(second);
    },
    90 * SECONDS,
  );

  it(
    'when it begins empty, then the console shows a link that makes the first admin, once',
    async () => {
      installation = await anInstallation({ LEASEHOLD_DEMO: '0' });
      const first = await start();
      const [, link = ''] = await first.run.untilPrinted(/First admin: (http\S+)/);
      expect(link).toMatch(new RegExp(`^${first.app}/setup/`));
      const page = await fetch(link);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Who is the first admin?')]);

      const become = (email: string) =>
        fetch(link, { method: 'POST', body: new URLSearchParams({ name: 'Ada Byron', email }) });
      const made = await become('ada@example.com');
      expect(made.status).toBe(200);
      const token = /lsh_[\w-]+/.exec(await made.text())?.[0] ?? '';
      expect(await list(first.app, '/people', token)).toMatchObject([
        { email: 'ada@example.com', roles: ['super_admin'] },
      ]);
      expect((await become('eve@example.com')).status).toBe(404);
      expect((await fetch(link)).status).toBe(404);
      await stop(first);

      const second = await start();
      expect(second.run.printed()).not.toContain('First admin');
      expect(await list(second.app, '/people', token)).toHaveLength(1);
      await stop(second);
    },
    90 * SECONDS,
  );
});
