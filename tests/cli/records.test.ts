import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../../src/http/app.ts';
import { listen } from '../../src/http/listen.ts';
import { signAuditHead } from '../../src/use-cases/sign-audit-head.ts';
import { anApi } from '../support/api.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { aScreen, mail, ORGANISATION, run, somebodyWhoSays } from './cli-stage.ts';

describe('the organisation, the record and the tokens at the command line', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  let server: Awaited<ReturnType<typeof listen>>;
  let environment: { url: string; token: string; configFolder: string };
  const file = (name: string) => join(environment.configFolder, name);
  beforeAll(async () => {
    api = await anApi(ORGANISATION, [{ name: 'database', ask: () => Promise.resolve() }]);
    const ways = [
      { name: 'slack', ask: () => Promise.resolve() },
      { name: 'mail', ask: () => Promise.reject(new Error('nobody answers')) },
      { name: 'telling', ask: () => Promise.reject(new Error('not followed')) },
    ];
    server = await listen(createApp({ ...api.deps, ways }).fetch, { host: '127.0.0.1', port: 0 });
    const token = await api.token({ owner: { role: 'super_admin' } });
    environment = { url: `http://127.0.0.1:${server.port}`, token, configFolder: await tempFolder() };
  });
  afterAll(async () => {
    await server.drain();
    await api.close();
  });

  const cli = (...typed: string[]) => run(typed, { environment });

  async function edited(from: string, to: string): Promise<string> {
    const yaml = (await cli('policy')).out;
    expect(yaml).toContain(from);
    await writeFile(file('leasehold.yaml'), yaml.replace(from, to));
    return file('leasehold.yaml');
  }

  it('when a file is planned and applied, then it is shown first, asked about, and done only as it was shown', async () => {
    const path = await edited('name: Production', 'name: The cloud');
    const planned = await cli('plan', path);
    expect(planned).toMatchObject({ exit: 0, err: '' });
    expect(planned.out).toMatch(/The cloud[^]*0 added, 1 changed, 0 removed\. Planned on version 1\.\n$/);
    expect(await cli('apply', path)).toMatchObject({ exit: 2, err: expect.stringContaining('--yes') });
    const unsure = somebodyWhoSays(false);
    expect(await run(['apply', path], { environment, prompts: unsure.prompts })).toMatchObject({ exit: 130, out: '' });
    const sure = await run(['apply', path], { environment, prompts: somebodyWhoSays(true).prompts });
    expect(sure).toMatchObject({ exit: 0, out: 'Version 2 is in force. 0 added, 1 changed, 0 removed.\n' });
    expect(sure.err).toContain('The cloud');
    const late = await cli('apply', await edited('name: The cloud', 'name: Cloud'), '--on', '1');
    expect(late).toMatchObject({ exit: 1, out: '', err: expect.stringContaining('Planned on version 2.') });
    const json = await cli('apply', file('leasehold.yaml'), '--yes', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ version: 3, notOffboarded: [] });
    expect(await cli('simulate', file('leasehold.yaml'), '--last', '10')).toMatchObject({ exit: 0 });
  });

  it('when a file is wrong or not there, then it says where, and nothing is sent that cannot be', async () => {
    await writeFile(file('wrong.yaml'), 'colour: red\n');
    const wrong = await cli('plan', file('wrong.yaml'));
    expect(wrong).toMatchObject({ exit: 1, err: expect.stringContaining('line 1: "colour" is not a key of the file') });
    expect(await cli('plan', file('nothing.yaml'))).toMatchObject({ exit: 2, err: expect.stringContaining('ENOENT') });
    expect(await cli('plan')).toMatchObject({ exit: 2, err: expect.stringContaining('Which file?') });
  });

  it('when giving is frozen, then it says so, the doctor sees it, and it is undone as easily', async () => {
    const token = await api.token({ owner: { email: mail('root') } });
    const root = (...typed: string[]) => run(typed, { environment: { ...environment, token } });
    expect(await root('freeze')).toMatchObject({ exit: 0, out: 'Nothing is given in all apps now; takings go on.\n' });
    expect((await root('doctor')).out).toContain('✕ giving     Giving is frozen in all apps.');
    expect(await root('unfreeze')).toMatchObject({ exit: 0, out: 'What waits in all apps is given again.\n' });
    expect(await root('freeze', 'nothing')).toMatchObject({ exit: 1 });
  });

  it('when the record is exported, then whoever has the file can check it alone, and sees what was touched', async () => {
    const anchor = JSON.stringify(await signAuditHead(api.deps));
    await writeFile(file('anchor.json'), anchor);
    await cli('token', 'make', '--name', 'a row behind the \u2028 anchor', '--days', '1');
    expect(await cli('audit', 'verify', '--anchor', file('anchor.json'))).toMatchObject({
      ...{
        exit: 0,
        err: expect.any(String),
        out: expect.stringMatching(/^The record is whole: \d+ rows, .+, 1 anchor\.\n$/),
      },
    });
    const { out, exit } = await cli('audit', 'export');
    expect(exit).toBe(0);
    const check = async (text: string, ...more: string[]) => {
      await writeFile(file('record.jsonl'), text);
      return run(['audit', 'verify', '--file', file('record.jsonl'), ...more], {
        environment: { ...environment, url: undefined },
      });
    };
    const kept = ['--anchor', file('anchor.json')];
    expect(await check(out, ...kept)).toMatchObject({ exit: 0, out: expect.stringContaining('is whole') });
    const rows = out.trimEnd().split('\n');
    const head = rows.pop() ?? '';
    const touched: [string, string][] = [
      [out.replace('token.minted', 'token.minced'), 'does not tie'],
      [[...rows.slice(0, 1), ...rows.slice(2), head].join('\n'), 'does not tie'],
      [[...rows.slice(0, -1), head].join('\n'), 'is not where it should be'],
      [rows.join('\n'), 'the file was cut short'],
      [out.replace(/"signature":"..../, '"signature":"AAAA'), 'a signature that does not fit'],
      [`${out}${rows[0]}`, 'behind the signed head'],
    ];
    for (const [text, problem] of touched)
      expect(await check(text, ...kept)).toMatchObject({ exit: 1, out: expect.stringContaining(problem) });
    const another = JSON.stringify({ ...(JSON.parse(anchor) as object), index: 1 });
    await writeFile(file('another.json'), another);
    expect(await check(out, '--anchor', file('another.json'))).toMatchObject({ exit: 1 });
    expect(await cli('audit', 'verify', '--anchor', file('record.jsonl'))).toMatchObject({ exit: 2 });
  });

  it('when the record is searched, then it is told who did what, from where', async () => {
    const found = await cli('audit', 'search', '--fact', 'policy.applied', '--limit', '1');
    expect(found).toMatchObject({ exit: 0, out: expect.stringMatching(/^ROW[^]+policy\.applied[^]+token:tok_/) });
    expect(await cli('audit', 'search', '--from', 'someday')).toMatchObject({ exit: 2 });
    expect(await cli('audit', 'search', '--fact', 'no.such')).toMatchObject({
      out: '',
      err: 'Nothing is recorded of this.\n',
    });
  });

  it('when a token is made, then it stands alone on the answer, works, and no more once it is revoked', async () => {
    const made = await cli('token', 'make', '--name', 'ci', '--scopes', 'read', '--days', '1', '--role', 'auditor');
    expect(made).toMatchObject({ exit: 0, out: expect.stringMatching(/^lsh_[\w-]+\n$/) });
    const [id = ''] = /tok_\w+/.exec(made.err) ?? [];
    const itself = { environment: { ...environment, token: made.out.trim() } };
    expect(await run(['apps'], itself)).toMatchObject({ exit: 0, out: expect.stringContaining('office') });
    expect(await run(['audit', 'verify'], itself)).toMatchObject({ exit: 3 });
    expect((await cli('token', 'list')).out).toContain(`${id}  ci`);
    expect((await cli('token', 'revoke', id)).exit).toBe(0);
    expect(await run(['apps'], itself)).toMatchObject({ exit: 3 });
  });

  it('when one signs in, then address and token are kept for oneself, used, and forgotten on signing out', async () => {
    const folder = await tempFolder();
    const empty = { url: undefined, token: undefined, configFolder: folder };
    const who = somebodyWhoSays(`${environment.url}/requests`, environment.token);
    const entered = await run(['login'], { environment: empty, prompts: who.prompts });
    expect(entered).toMatchObject({ exit: 0, out: expect.stringContaining(`Signed in to ${environment.url}: `) });
    expect(await readFile(join(folder, 'leasehold', 'cli.json'), 'utf8')).toContain(environment.token);
    expect(await run(['apps', 'aws'], { environment: empty })).toMatchObject({ exit: 0 });
    const elsewhere = await run(['apps'], { environment: { ...empty, url: 'http://127.0.0.1:1' } });
    expect(elsewhere).toMatchObject({ exit: 3, err: expect.stringContaining('No token for http://127.0.0.1:1') });
    expect((await run(['logout'], { environment: empty })).exit).toBe(0);
    expect(await run(['apps'], { environment: empty })).toMatchObject({ exit: 3 });
    const wrong = somebodyWhoSays('not an address');
    expect(await run(['login'], { environment: empty, prompts: wrong.prompts })).toMatchObject({ exit: 2 });
  });

  it('when the doctor looks, then each thing is told apart: what answers, what does not, and who one is', async () => {
    const seen = await cli('doctor');
    expect(seen).toMatchObject({ exit: 4, err: '' });
    expect(seen.out).toMatch(
      /✓ server[^]+✓ database[^]+✓ clock[^]+✕ version[^]+✓ you[^]+✓ token[^]+✓ slack[^]+✕ mail[^]+✕ telling +Nobody is told anything/,
    );
    const away = await run(['doctor', '--json'], { environment: { ...environment, url: 'http://127.0.0.1:1' } });
    expect(away.exit).toBe(4);
    expect(JSON.parse(away.out)).toMatchObject({
      checks: [
        { what: 'server', ok: false },
        { what: 'you', ok: false },
      ],
    });
  });

  it('when a terminal looks at the record, then nothing in it steers the terminal', async () => {
    const screen = aScreen(true);
    expect(await run(['audit', 'export'], { environment, stdout: screen.stream })).toMatchObject({ exit: 0 });
    expect(screen.written()).not.toMatch(/(?!\n)[\p{Cc}\u2028]/u);
    expect(screen.written()).toContain('\\u2028');
  });
});
