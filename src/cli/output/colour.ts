import { styleText } from 'node:util';
import type { Meaning, View } from './view.ts';

const STYLES = {
  waiting: 'yellow',
  live: 'green',
  ended: 'gray',
  refused: 'magenta',
  trouble: ['bold', 'red'],
  scheduled: 'blue',
  strong: 'bold',
} as const satisfies Record<Meaning, Parameters<typeof styleText>[0]>;

/** Nothing is coloured where nobody looks, or where NO_COLOR is set. */
export function paintFor(stream: NodeJS.WritableStream): View['paint'] {
  return (meaning, text) => styleText(STYLES[meaning], text, { stream });
}

export const unpainted: View['paint'] = (_meaning, text) => text;
