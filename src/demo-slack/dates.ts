const DATE = /<!date\^[^|>]*\|([^>]*)>/g;

/** The stand-in shows a date as it is marked up: it is given the words that Slack has where it cannot show one. */
export function withoutDates(text: string): string {
  return text.replace(DATE, '$1');
}
