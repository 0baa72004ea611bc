import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Listening, listen } from '../../src/http/listen.ts';
import { problems } from '../../src/http/problems.ts';
import { callsIn } from '../../src/http/document.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry, aSimpleFlow } from '../support/builders.ts';
import { aHttpStage, type HttpStage } from '../support/http-stage.ts';
import { describeUnless } from '../support/skip.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const run = promisify(execFile);
const page = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
const life = [...page.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block = '']) => block);
const whyNoCurl = await run('curl', ['--version']).then(
  () => undefined,
  () => 'curl is not installed',
);

describeUnless((await whyNoTemporal()) ?? whyNoCurl, 'the life of a request in the page about the API', () => {
  let http: HttpStage;
  let server: Listening;
  beforeAll(async () => {
    const people = ['ada', 'maya'].map((name) => aPersonEntry({ email: `${name}@example.com`, name }));
    const entitlements = [anEntitlementEntry({ slug: 'deploy' })];
    const apps = [anAppEntry({ slug: 'production', owners: ['ada@example.com'], entitlements })];
    const flow = aSimpleFlow({ kind: 'app_owner' });
    const { policy } = anOrganisation();
    http = await aHttpStage({ people, apps, policy: { ...policy, flows: [flow] } }, ['ada', 'maya']);
    server = await listen(http.app.fetch, { host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await server.drain();
    await http.stage.house.close();
  });

  it('when it is run as it stands, in eight calls, then it is given, extended, and gone', async () => {
    const [define = '', ...calls] = life;
    expect(calls).toHaveLength(8);
    const numbered = calls.map((call, index) => `echo "== ${index + 1}"\n${call}\necho`);
    const script = ['set -e', define, ...numbered].join('\n');
    const env = {
      PATH: process.env['PATH'],
      LEASEHOLD: `http://127.0.0.1:${server.port}`,
      ...{ MAYA: http.tokens['maya'], ADA: http.tokens['ada'] },
    };
    const { stdout } = await run('bash', ['-c', script], { env, cwd: await tempFolder(), timeout: 50_000 });
    const [, ...answers] = stdout.split(/^== \d\n/m);
    const [preview, asked, open, approved, active, extension, ended, gone] = answers.map(
      (text) => JSON.parse(text) as object,
    );
    const request = { id: (asked as { id: string }).id };
    expect(preview).toMatchObject({ facts: expect.any(String), notified: expect.any(Number) });
    expect(asked).toMatchObject({ state: 'pending_approval', kind: 'request' });
    expect(open).toMatchObject({ items: [request], next: null });
    expect(approved).toMatchObject({ applied: true });
    expect(active).toMatchObject({ ...request, state: 'active', lease: { granted: { length: 'PT4H' } } });
    expect(extension).toMatchObject({ kind: 'extend', state: 'pending_approval' });
    expect(ended).toMatchObject({ applied: true });
    expect(gone).toMatchObject({
      ...request,
      state: 'ended',
      lease: { verifiedGoneAt: expect.stringMatching(/^\d{4}-/) },
    });
  }, 60_000);
});

describe('the page about the API', () => {
  const cells = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));

  it('lists every code, and no other', () => {
    const said = cells.flatMap(([, status, code]) => (/^\d{3}$/.test(status ?? '') ? [[status, code]] : []));
    expect(said).toEqual(Object.entries(problems).map(([code, [status]]) => [String(status), `\`${code}\``]));
  });
});

describeUnless(await whyNoTemporal(), 'the lists in the page about the API', () => {
  it('have the filters that are said', async () => {
    const http = await aHttpStage(anOrganisation(), []);
    const response = await http.app.fetch(new Request('http://localhost/api/v1/openapi.json'));
    const calls = callsIn((await response.json()) as Parameters<typeof callsIn>[0]);
    await http.stage.house.close();
    const lists = calls.filter(({ method, parameters }) => method === 'GET' && parameters.includes('after'));
    for (const { path, parameters } of lists) {
      const line = page
        .split('\n')
        .find((one) => one.startsWith('| `/') && one.includes(`\`${path.replace('/api/v1', '')}\``));
      for (const name of parameters.filter((one) => !['id', 'limit', 'after'].includes(one)))
        expect([path, line]).toEqual([path, expect.stringContaining(`\`${name}\``)]);
    }
  });
});
