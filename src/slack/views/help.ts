import { escapeLine } from '../blocks/escape.ts';

/** What the command can do; text with markup of ours. */
export function helpText(command: string): string {
  const name = escapeLine(command);
  return [
    `*${name}* asks for access: choose what is needed, for how long and why.`,
    `*${name}* and the name of an app goes straight to that app.`,
    'What waits for you, what you asked for and what you hold stands under Home, here in Leasehold’s app.',
  ].join('\n');
}
