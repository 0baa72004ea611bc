import type { Words } from '../../domain/request/say-request.ts';
import type { Sheet } from './sheet.ts';

const ENTITIES: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

const BODY = 'margin:0 auto;padding:16px;max-width:600px;font:16px/1.45 system-ui,sans-serif';
const QUOTE = 'margin:16px 0;padding:0 0 0 12px;border-left:3px solid;white-space:pre-wrap;overflow-wrap:anywhere';
const BUTTON =
  'display:inline-block;padding:10px 16px;border:1px solid;border-radius:8px;font-weight:600;text-decoration:none';
const SMALL = 'font-size:13px';

/** Names no colours: whoever reads in the dark has light letters. Loads nothing from anywhere. */
export function html({ subject, about, said, quote, details, button, choices }: Sheet): string {
  const parts = [
    `<p dir="auto" style="font-size:18px;overflow-wrap:anywhere">${about.map(words).join('')}</p>`,
    said === undefined ? '' : `<p dir="auto" style="overflow-wrap:anywhere">${escape(said)}</p>`,
    quote === undefined ? '' : `<blockquote dir="auto" style="${QUOTE}">${escape(quote)}</blockquote>`,
    details.length === 0 ? '' : `<p style="${SMALL};overflow-wrap:anywhere">${details.map(escape).join('<br>')}</p>`,
    `<p><a href="${escape(button.url)}" style="${BUTTON}">${escape(button.name)}</a></p>`,
    `<p style="${SMALL}">What reaches you, and how, is for you to <a href="${escape(choices)}">choose</a>.</p>`,
  ];
  const scheme = '<meta name="color-scheme" content="light dark"><style>:root{color-scheme:light dark}</style>';
  const head = `<head><meta charset="utf-8">${scheme}<title>${escape(subject)}</title></head>`;
  return `<!doctype html><html lang="en">${head}<body style="${BODY}">${parts.join('')}</body></html>`;
}

function words({ text, strong }: Words): string {
  return strong ? `<b><bdi>${escape(text)}</bdi></b>` : escape(text);
}
