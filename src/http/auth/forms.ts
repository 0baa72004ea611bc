import type { Context } from 'hono';
import type { Problem } from '../../domain/errors.ts';
import { isSameSecret } from './csrf.ts';
import type { InSession } from './session.ts';
import { isForeign, type Typed, typedIn } from './typed.ts';

export interface Form {
  readonly typed: Typed;
  /** Present: nothing may be done. What was typed is shown again, unless it came from a page of somebody else. */
  readonly problem: Problem | undefined;
}

const FOREIGN: Problem = {
  code: 'not_allowed',
  detail: 'This form did not come from a page of ours. Nothing was done.',
};
const TOO_OLD: Problem = {
  code: 'not_allowed',
  detail: 'You have signed in again since this page was shown. Nothing was done: look again, and press once more.',
};

const NO_TEXT: Problem = {
  code: 'malformed',
  detail: 'What was typed holds characters that are no text. Nothing was done.',
};

/** What was typed into a form of our own pages. */
export async function formOf(c: Context<InSession>): Promise<Form> {
  if (isForeign(c)) return { typed: {}, problem: FOREIGN };
  const typed = await typedIn(c);
  if (!isSameSecret(typed['csrf'] ?? '', c.get('csrf'))) return { typed, problem: TOO_OLD };
  const isText = Object.values(typed).every((text) => text.isWellFormed() && !text.includes('\0'));
  return { typed, problem: isText ? undefined : NO_TEXT };
}
