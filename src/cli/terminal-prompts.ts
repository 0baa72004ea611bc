import type { Readable, Writable } from 'node:stream';
import { autocomplete, confirm, isCancel, multiselect, password, text } from '@clack/prompts';
import type { Prompts } from './prompts.ts';

interface Terminal {
  readonly input: Readable;
  /** Not where answers go: questions are none. */
  readonly output: Writable;
}

export function createTerminalPrompts(terminal: Terminal): Prompts {
  return {
    text: async (message, placeholder = '') =>
      answered(await text({ ...terminal, message, placeholder, defaultValue: '' })),
    secret: async (message) => answered(await password({ ...terminal, message })),
    choose: async (message, choices) => answered(await autocomplete({ ...terminal, message, options: [...choices] })),
    chooseSome: async (message, choices) =>
      answered(await multiselect({ ...terminal, message, options: [...choices], required: true })),
    confirm: async (message) => answered(await confirm({ ...terminal, message, initialValue: false })) ?? false,
  };
}

function answered<T>(answer: T): Exclude<T, symbol> | undefined {
  return isCancel(answer) ? undefined : (answer as Exclude<T, symbol>);
}
