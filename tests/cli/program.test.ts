import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../../src/http/app.ts';
import { listen } from '../../src/http/listen.ts';
import { anApi } from '../support/api.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { ORGANISATION, PROGRAM, start } from './cli-stage.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the program, as it is started in a shell', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  let server: Awaited<ReturnType<typeof listen>>;
  let env: { LEASEHOLD_URL: string; LEASEHOLD_TOKEN: string; XDG_CONFIG_HOME: string };
  beforeAll(async () => {
    api = await anApi(ORGANISATION);
    server = await listen(createApp(api.deps).fetch, { host: '127.0.0.1', port: 0 });
    const token = await api.token({ owner: { role: 'super_admin' } });
    const home = await tempFolder();
    env = { LEASEHOLD_URL: `http://127.0.0.1:${server.port}`, LEASEHOLD_TOKEN: token, XDG_CONFIG_HOME: home };
  });
  afterAll(async () => {
    await server.drain();
    await api.close();
  });

  it('when a token is piped into login, then it is kept for oneself alone, and used from then on', async () => {
    const home = { XDG_CONFIG_HOME: await tempFolder() };
    const login = start(['login', env.LEASEHOLD_URL], home);
    login.child.stdin.end(`${env.LEASEHOLD_TOKEN}\n`);
    expect(await login.ended).toMatchObject({
      exit: 0,
      out: expect.stringContaining(`Signed in to ${env.LEASEHOLD_URL}`),
    });
    const kept = await stat(join(home.XDG_CONFIG_HOME, 'leasehold', 'cli.json'));
    expect(kept.mode & 0o777).toBe(0o600);
    const { exit, out, err } = await start(['apps', '--no-color'], { ...home, FORCE_COLOR: '1' }).ended;
    expect([exit, err]).toEqual([0, '']);
    expect(out).toMatch(/^APP +NAME +ABOUT\noffice +Office\naws +Production\n$/);
  });

  it('when whoever reads has had enough, as head has, then it ends quietly', async () => {
    for (let i = 0; i < 150; i++) await api.token({ name: `a row of the record ${'x'.repeat(180)}` });
    const child = spawn(process.execPath, [PROGRAM, 'audit', 'export'], { env });
    const [err, code] = [text(child.stderr), once(child, 'exit')];
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect([await err, (await code)[0]]).toEqual(['', 0]);
  });

  it('when it is installed as a package, then its command runs there as well, and needs no build', async () => {
    const folder = join(await tempFolder(), 'node_modules');
    const home = join(folder, 'leasehold');
    await mkdir(join(folder, '.bin'), { recursive: true });
    await cp(join(ROOT, 'src'), join(home, 'src'), { recursive: true });
    await cp(join(ROOT, 'package.json'), join(home, 'package.json'));
    await symlink(join(ROOT, 'node_modules'), join(home, 'node_modules'));
    const command = join(folder, '.bin', 'leasehold');
    await symlink('../leasehold/src/leasehold.mjs', command);
    const child = spawn(command, ['apps', '--json'], { env: { ...env, PATH: process.env['PATH'] } });
    const [out, err, [exit]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    expect([exit, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ items: [{ slug: 'office' }, { slug: 'aws' }], next: null });
  });
});
