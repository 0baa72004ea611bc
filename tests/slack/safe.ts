import { expect } from '@jest/globals';
import type { Surface } from '../../src/slack/blocks/surfaces.ts';
import { guard } from '../../src/slack/limits/guard.ts';
import { validate } from '../../src/slack/limits/validate.ts';
import { SEEN } from './scenes.ts';

const OURS = /<(?:!date\^\d+\^[^<>|^]*|https:\/\/access\.example(?:\/[^<>|]*)?)\|[^<>]*>/g;

/** All that Slack would look for markup in. */
function markupIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(markupIn);
  if (typeof value !== 'object' || value === null) return [];
  const node = value as { readonly [field: string]: unknown };
  const own = node['type'] === 'mrkdwn' ? [String(node['text'])] : [];
  return [...own, ...Object.values(node).flatMap(markupIn)];
}

/** As it is sent, Slack takes it, and nothing in it that people wrote is markup. */
export function expectSafe(surface: Surface): void {
  const sent = guard(surface, SEEN.publicUrl);
  expect(validate(sent)).toEqual([]);
  const texts = [...markupIn(sent), ...('text' in sent ? [sent.text] : [])];
  for (const text of texts) {
    const rest = text.replace(OURS, '').replace(/^>/gm, '');
    expect(rest).not.toMatch(/[<>`~]|&(?!(?:amp|lt|gt);)|:[a-z0-9_+'-]+:/i);
    expect(text.isWellFormed()).toBe(true);
  }
}
