import { harmless, harmlessLine } from '../../domain/text/harmless.ts';

export { harmless, harmlessLine } from '../../domain/text/harmless.ts';

/** Slack has no way to write these as themselves, so they are written with a sign that looks alike. */
const LOOKALIKES: { readonly [sign: string]: string } = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ', ':': '∶' };
/** An underscore within a word is one: `prod_deploy` can be copied as it is. */
const FORMATTING = /[*~`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=[^\s:]+:)/g;
const ENTITIES: { readonly [sign: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Even as an entity it makes a quote where a line begins with it. */
const QUOTE = /^(\s*)>/gm;

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** What a person wrote, for text with markup: it never becomes a mention, a link, an emoji or formatting. */
export function escape(text: string): string {
  const signs = harmless(text).replace(QUOTE, '$1›');
  const seen = signs.replace(FORMATTING, (sign) => LOOKALIKES[sign] ?? sign);
  return isolated(seen.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign));
}

/** The same as part of a sentence of ours. */
export function escapeLine(text: string): string {
  return escape(harmlessLine(text));
}

/** Letters that run from right to left turn around what stands beside them, unless they stand apart. */
function isolated(text: string): string {
  if (!RIGHT_TO_LEFT.test(text)) return text;
  return text
    .split('\n')
    .map((line) => `\u2068${line}\u2069`)
    .join('\n');
}

export function bold(text: string): string {
  const said = escapeLine(text);
  return said === '' ? '' : `*${said}*`;
}

/** Every line of it, as Slack shows what somebody else said. */
export function quote(text: string): string {
  const lines = escape(text.trim()).split('\n');
  return lines.map((line) => `>${line.trim() === '' ? '' : ` ${line}`}`).join('\n');
}

/** A link of ours; `label` is what a person might have written. */
export function link(url: string, label: string): string {
  const address = url.replace(/[&<>|\s]/g, (sign) => ENTITIES[sign] ?? encodeURIComponent(sign));
  return `<${address}|${escapeLine(label)}>`;
}
