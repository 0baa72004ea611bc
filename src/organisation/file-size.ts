import { refused } from '../domain/errors.ts';

export const MEGABYTE = 1024 * 1024;
export const MOST_BYTES = 5 * MEGABYTE;

/** The refusal of a file that is too large even to look at, or nothing. */
export function tooLarge(file: string, bytes: number) {
  if (bytes <= MOST_BYTES) return undefined;
  const size = `${Math.ceil((bytes / MEGABYTE) * 10) / 10} MB`;
  return refused('too_large', `${file} has ${size}, and 5 MB is the most. Nothing was changed.`, {
    data: { file, bytes },
  });
}

/** A text is at least as many bytes as it has units, so that a huge one is refused without encoding it. */
export function textTooLarge(file: string, text: string) {
  return tooLarge(file, text.length > MOST_BYTES ? text.length : Buffer.byteLength(text));
}
