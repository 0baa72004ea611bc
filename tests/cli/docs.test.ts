import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { CHAPTERS } from '../../src/cli/chapters.ts';
import { cliDocs } from '../../src/cli/docs.ts';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { run } from './cli-stage.ts';

const COMMANDS = CHAPTERS.flatMap(({ commands }) => commands);

describe('what is written about the command line', () => {
  it('when a command changes, then docs/cli.md has to be written again: npm run docs:cli', async () => {
    expect(await readFile(new URL('../../docs/cli.md', import.meta.url), 'utf8')).toBe(cliDocs());
  });

  it('when help is asked for, then every command has its own, with examples, and nothing is refused', async () => {
    const whole = await run(['--help'], {});
    expect(whole).toMatchObject({ exit: EXIT.ok, err: '' });
    for (const { name, summary, options } of COMMANDS) {
      const { exit, out, err } = await run([...name.split(' '), '--help'], {});
      expect([name, exit, err]).toEqual([name, EXIT.ok, '']);
      expect(out.replace(/\s+/g, ' ')).toContain(summary);
      expect(out).toContain(`Examples:\n  leasehold ${name}`);
      for (const option of Object.keys(options)) expect(out).toContain(`--${option.replace(/[A-Z].*/, '')}`);
      expect(whole.out).toContain(name.split(' ')[0]);
    }
  });

  it('when an example is typed, then it is understood', async () => {
    const environment = { url: undefined, token: undefined, configFolder: '/nowhere' };
    for (const example of COMMANDS.flatMap(({ examples }) => examples)) {
      const words = example.replace(/ [<>].*/, '').matchAll(/"([^"]*)"|(\S+)/g);
      const typed = [...words].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1);
      const { err } = await run(typed, { environment });
      expect([example, err]).toEqual([example, expect.not.stringMatching(/^error:|mistake/)]);
    }
  });
});
