import { stripVTControlCharacters, styleText } from 'node:util';
import type { Meaning, View } from './view.ts';

const STYLES = {
  waiting: 'yellow',
  live: 'green',
  ended: 'gray',
  refused: 'magenta',
  trouble: ['bold', 'red'],
  scheduled: 'blue',
  strong: 'bold',
} as const satisfies Record<Meaning, unknown>;

/** Nothing is coloured where nobody looks, or where NO_COLOR is set. */
export function paintFor(stream: NodeJS.WriteStream): View['paint'] {
  return (meaning, text) => styleText(STYLES[meaning] as Parameters<typeof styleText>[0], text, { stream });
}

/** What people write is shown on a terminal: it must not be able to steer it. */
export function withoutControls(_name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return stripVTControlCharacters(value).replace(/[^\P{C}\n\t\u200d]/gu, '');
}
