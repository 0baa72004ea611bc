import type { Words } from '../../domain/request/say-request.ts';

/** A mail before it is written down, in plain text and in HTML: both say the same. */
export interface Sheet {
  readonly subject: string;
  /** What it is about, as a sentence. */
  readonly about: readonly Words[];
  /** What happened, or what is so by now. */
  readonly said: string | undefined;
  /** What somebody wrote, as they wrote it. */
  readonly quote: string | undefined;
  readonly details: readonly string[];
  readonly button: { readonly name: string; readonly url: string };
  /** Where one says what one wants to be told of. */
  readonly choices: string;
}
