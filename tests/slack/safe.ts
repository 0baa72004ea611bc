import type { Surface } from '../../src/slack/blocks/surfaces.ts';
import { guard } from '../../src/slack/limits/guard.ts';
import { validate } from '../../src/slack/limits/validate.ts';
import { SEEN } from './scenes.ts';

const OURS = /<(?:!date\^\d+\^[^<>|^]*|https:\/\/access\.example(?:\/[^<>|]*)?)\|[^<>]*>/g;
const MARKUP = /[<>`~]|&(?!(?:amp|lt|gt);)|:[a-z0-9_+'-]+:/i;

/** All that Slack would look for markup in. */
function markupIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(markupIn);
  if (typeof value !== 'object' || value === null) return [];
  const node = value as { readonly [field: string]: unknown };
  const own = node['type'] === 'mrkdwn' ? [String(node['text'])] : [];
  return [...own, ...Object.values(node).flatMap(markupIn)];
}

/** What Slack would not take of this as it is sent, and what people wrote in it that would be markup. */
export function unsafeIn(surface: Surface): readonly unknown[] {
  const sent = guard(surface, SEEN.publicUrl);
  const texts = [...markupIn(sent), ...('text' in sent ? [sent.text] : [])];
  const isMarkup = (text: string) => MARKUP.test(text.replace(OURS, '').replace(/^>/gm, ''));
  return [...validate(sent), ...texts.filter((text) => isMarkup(text) || !text.isWellFormed())];
}
