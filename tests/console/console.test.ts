import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { tempFolder } from '../support/temp-folder.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What `npm run NAME -- ARGS` prints, in a home of its own. */
async function run(home: string, program: string, ...args: string[]) {
  const call = promisify(execFile)(process.execPath, ['src/launch.mjs', `src/console/${program}.ts`, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, LEASEHOLD_HOME: home },
  });
  return call.then(
    ({ stdout }) => ({ code: 0, lines: stdout.trim().split('\n') }),
    (error: { code: number; stderr: string }) => ({ code: error.code, lines: error.stderr.trim().split('\n') }),
  );
}

describe('the programs on the console', () => {
  it('when a token is made while nothing runs, then it is the last line, and the record says so and is whole', async () => {
    const home = await tempFolder();
    const made = await run(home, 'token', '--role', 'super_admin', '--scopes', 'read,audit');
    expect(made.lines.at(-1)).toMatch(/^lsh_[0-9A-Z]{10}_[\w-]{43}$/);
    expect(made.lines.at(-2)).toBe(`It is good for the installation in ${home}. Shown once, kept nowhere:`);
    expect(await run(home, 'audit', 'verify')).toEqual({
      code: 0,
      lines: ['The record is whole: 1 rows, 0 signed heads.'],
    });
    const exported = await run(home, 'audit', 'export');
    expect(JSON.parse(exported.lines[0] ?? '')).toMatchObject({
      body: { fact: 'token.minted', actor: { kind: 'operator' } },
    });
    const anchor = join(home, 'anchor.json');
    await writeFile(anchor, (await run(home, 'audit', 'anchor')).lines[0] ?? '');
    expect(await run(home, 'audit', 'verify', '--anchor', anchor)).toMatchObject({ code: 0 });
    expect(await run(home, 'audit', 'verify', '--anchor', join(home, 'leasehold.db'))).toMatchObject({ code: 1 });
  });

  it('when what is asked cannot be, then one sentence says so', async () => {
    const home = await tempFolder();
    expect((await run(home, 'token', '--role', 'king')).lines[0]).toBe(
      '--role knows access_admin, super_admin, auditor, not "king".',
    );
    expect((await run(home, 'token')).lines[0]).toBe('One of --role and --person is needed.');
    expect(await run(home, 'token', '--person', 'nobody@example.com')).toEqual({
      code: 1,
      lines: ['Nobody here has the e-mail nobody@example.com.'],
    });
    expect(await run(home, 'audit', 'dance')).toMatchObject({ code: 1 });
  });
});
