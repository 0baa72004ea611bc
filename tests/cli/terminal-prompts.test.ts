import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { Prompts } from '../../src/cli/prompts.ts';
import { createTerminalPrompts } from '../../src/cli/terminal-prompts.ts';
import { until } from '../support/stories.ts';
import { aScreen } from './cli-stage.ts';

const [ENTER, CTRL_C, DOWN] = ['\r', '\u0003', '\u001b[B'];
const CHOICES = [
  { value: 'aws', label: 'Production' },
  { value: 'git', label: 'Git' },
];

/** Somebody presses keys once there is a question. */
function aTerminal() {
  const screen = aScreen(true);
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const prompts = createTerminalPrompts({ input, output: screen.stream });
  const press = async (...keys: readonly string[]) => {
    const before = screen.written();
    await until(() => Promise.resolve(screen.written() !== ''));
    for (const key of keys) input.write(key);
    await until(() => Promise.resolve(screen.written() !== before));
  };
  return { prompts, press, shown: () => stripVTControlCharacters(screen.written()) };
}

describe('asking at a terminal', () => {
  it.each([
    ['typed', (prompts: Prompts) => prompts.text('Why?', 'a hint'), ['o', 'k', ENTER], 'ok'],
    ['chosen', (prompts: Prompts) => prompts.choose('Which?', CHOICES), ['g', ENTER], 'git'],
    ['picked', (prompts: Prompts) => prompts.chooseSome('What?', CHOICES), [DOWN, ' ', ENTER], ['git']],
    ['confirmed', (prompts: Prompts) => prompts.confirm('Sure?'), ['y'], true],
  ] as const)('when keys are pressed, then the answer is what was %s', async (_, ask, keys, answer) => {
    const { prompts, press } = aTerminal();
    const given = ask(prompts);
    await press(...keys);
    expect(await given).toEqual(answer);
  });

  it('when it is a secret, then what is typed is not shown', async () => {
    const { prompts, press, shown } = aTerminal();
    const given = prompts.secret('Token');
    await press(...'lsh_x', ENTER);
    expect(await given).toBe('lsh_x');
    expect(shown()).not.toContain('lsh');
  });

  it('when Ctrl-C is pressed, then there is no answer, and not sure is no', async () => {
    const { prompts, press } = aTerminal();
    for (const [ask, answer] of [
      [() => prompts.text('Why?'), undefined],
      [() => prompts.choose('Which?', CHOICES), undefined],
      [() => prompts.confirm('Sure?'), false],
    ] as const) {
      const given = ask();
      await press(CTRL_C);
      expect(await given).toBe(answer);
    }
  });
});
