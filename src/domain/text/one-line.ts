/** What somebody else's program says, as part of a sentence of ours: one line, nothing invisible, not long. */
export function oneLine(text: string, most = 300): string {
  const letters = [...text.replace(/[\p{C}\s]+/gu, ' ').trim()];
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
}
