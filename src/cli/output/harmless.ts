import { stripVTControlCharacters } from 'node:util';

/** What moves a cursor, turns the order of letters around or is not seen; not what joins emoji and some scripts' letters. */
const CONTROLS =
  /(?!\n|\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;

/** What people write is shown on a terminal: it must not be able to steer it, nor to pass for another line. */
export function harmless(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\t', ' ').replace(CONTROLS, '');
}

/** For `JSON.parse`. */
export function harmlessStrings(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? harmless(value) : value;
}

/** The same JSON, in which nothing acts on a terminal: such characters stand only in its strings. */
export function harmlessJson(text: string): string {
  return text.replace(/(?![\n\r\t])[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
