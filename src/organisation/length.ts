import { parseLength, sayLengthFault } from '../domain/lease/length.ts';
import type { Length } from '../domain/time.ts';
import { quoted } from './wording.ts';

export { roughDays } from '../domain/lease/length.ts';

export type ReadLength =
  | { readonly ok: true; readonly length: Length }
  | { readonly ok: false; readonly wrong: string };

export function readLength(text: string): ReadLength {
  const parsed = parseLength(text);
  return parsed.ok ? parsed : { ok: false, wrong: sayLengthFault(parsed.fault, quoted(text)) };
}

export function notALength(text: unknown): string {
  return sayLengthFault('not_a_length', quoted(text));
}
