import type { Sheet } from './sheet.ts';

/** The same mail for whoever reads without markup. */
export function plainText({ about, said, quote, details, button, choices }: Sheet): string {
  const parts = [
    about.map(({ text }) => text).join(''),
    said,
    quote?.replace(/^/gm, '> '),
    details.join('\n'),
    `${button.name}: ${button.url}`,
    `--\nWhat reaches you, and how, is for you to choose: ${choices}`,
  ];
  return `${parts.filter((part) => part !== undefined && part !== '').join('\n\n')}\n`;
}
