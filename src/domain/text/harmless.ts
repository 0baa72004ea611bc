/** What turns the order of letters around, is not seen or steers; not what joins emoji and the letters of some scripts. */
const UNSEEN =
  /(?!\n|\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;

/** What a person wrote, for plain text: nothing unseen in it. */
export function harmless(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replace(/[\t\r]/g, ' ')
    .replace(UNSEEN, '');
}

export function harmlessLine(text: string): string {
  return harmless(text.replace(/[\p{Zl}\p{Zp}]/gu, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}
