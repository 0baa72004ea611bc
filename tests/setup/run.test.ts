import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { tempFolder } from '../support/temp-folder.ts';

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const files = {
  'good.test.ts': "it('holds', () => { const one: number = 1; expect(one).toBe(1); });",
  'bad.test.ts': "it('does not hold', () => { throw new Error('planted'); });",
  'unloadable.test.ts': "import './nowhere.ts';",
  'skipped.test.ts': `import { describeUnless } from ${JSON.stringify(path('../support/skip.ts'))};
    describeUnless('needs the moon', 'tides', () => { it('rise', () => {}); });`,
  'crashing.test.ts': "it('breaks its process', () => process.kill(process.pid, 'SIGKILL'));",
  'hanging.test.ts': "it('never ends', () => { for (;;); });",
  'leaking.test.ts': `import { spawn } from 'node:child_process';
    import { createServer } from 'node:http';
    it('listens', (done) => {
      spawn(process.execPath, ['-e', 'setTimeout(() => {}, 40_000)'], { stdio: 'inherit' });
      createServer().listen(0, '127.0.0.1', done);
    });`,
  'pages.test.tsx': "it('renders', () => { expect(String(<b>bold</b>)).toBe('<b>bold</b>'); });",
};

describe('npm test', () => {
  let project: string;
  beforeAll(async () => {
    project = await tempFolder();
    await symlink(path('../../node_modules'), join(project, 'node_modules'));
    await mkdir(join(project, 'tests'));
    for (const [name, code] of Object.entries(files)) await writeFile(join(project, 'tests', name), code);
  });

  async function run(args: string[], env: Record<string, string> = {}) {
    const command = [path('../../src/launch.mjs'), 'tests/run.ts', '--config', path('../../jest.config.mjs')];
    const child = spawn(process.execPath, [...command, '--rootDir', project, ...args], {
      env: { ...process.env, LEASEHOLD_NO_SKIP: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { code, out: out + errors, last: out.trimEnd().split('\n').at(-1) };
  }

  it('when tests fail, do not load or are skipped, then all are counted in the last line, and the run fails', async () => {
    const { code, out, last } = await run(['tests/bad', 'tests/good', 'tests/unloadable', 'tests/skipped']);
    expect({ code, last }).toEqual({ code: 1, last: '1 passed, 2 failed, 1 skipped' });
    expect(out).toContain('planted');
    expect(out).toContain('skipped: tides rise (needs the moon)');
  });

  it('when a part is asked for by path and name, then only that runs', async () => {
    const { code, last } = await run(['tests', '-t', 'holds|renders']);
    expect({ code, last }).toEqual({ code: 1, last: '2 passed, 1 failed' });
  });

  it('when nothing may be skipped, then a skip fails the run', async () => {
    const { code, last } = await run(['tests/good', 'tests/skipped'], { LEASEHOLD_NO_SKIP: '1' });
    expect({ code, last }).toEqual({ code: 1, last: '1 passed, 1 failed' });
  });

  it('when a file breaks its process or leaves something open there, then it fails, and the others go on', async () => {
    const { code, out, last } = await run(['tests/crashing', 'tests/leaking', 'tests/good']);
    expect({ code, last }).toEqual({ code: 1, last: '2 passed, 2 failed' });
    expect(out).toContain('Close in afterAll what you opened. This is left: a server, a process.');
  });

  it('when a file never ends, then its process is ended, and the others go on', async () => {
    const limit = `--testEnvironmentOptions=${JSON.stringify({ fileSeconds: 5 })}`;
    const { code, out, last } = await run(['tests/hanging', 'tests/good', limit]);
    expect({ code, last }).toEqual({ code: 1, last: '1 passed, 1 failed' });
    expect(out).toContain('hanging.test.ts was not done after 5 s');
  });

  it('when no test fits, then the run fails', async () => {
    const { code, last } = await run(['tests/nowhere-at-all']);
    expect({ code, last }).toEqual({ code: 1, last: '0 passed, 1 failed' });
  });

  it('when all is well, then the run is too', async () => {
    const { code, last } = await run(['tests/good', 'tests/pages']);
    expect({ code, last }).toEqual({ code: 0, last: '2 passed, 0 failed' });
  });
});
