import { autocomplete, confirm, isCancel, multiselect, password, text } from '@clack/prompts';
import type { Prompts } from './prompts.ts';

/** Questions are not the answer: they go where messages go. */
const output = process.stderr;

export const terminalPrompts: Prompts = {
  text: async (message, placeholder = '') => answered(await text({ message, placeholder, defaultValue: '', output })),
  secret: async (message) => answered(await password({ message, output })),
  choose: async (message, choices) => answered(await autocomplete({ message, options: [...choices], output })),
  chooseSome: async (message, choices) =>
    answered(await multiselect({ message, options: [...choices], required: true, output })),
  confirm: async (message) => answered(await confirm({ message, output, initialValue: false })) ?? false,
};

function answered<T>(answer: T): Exclude<T, symbol> | undefined {
  return isCancel(answer) ? undefined : (answer as Exclude<T, symbol>);
}
