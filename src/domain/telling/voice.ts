import type { Instant } from '../time.ts';

/** How a way says what it is given: people's words made harmless there, a moment as its readers read it. */
export interface Voice {
  readonly quoted: (words: string) => string;
  readonly moment: (at: Instant) => string;
}
