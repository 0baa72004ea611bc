import { type AnyBlock, section } from '../blocks/blocks.ts';
import { modal, type Modal } from '../blocks/surfaces.ts';
import { DEED_FORMS, type DeedFormName } from './deed-forms.ts';
import type { Typed } from './typed.ts';

interface Shown {
  /** Of what it is done to: all that comes back with it. */
  readonly id: string;
  /** What that is, in a sentence with markup of ours. */
  readonly about: string;
  readonly typed?: Typed;
  /** Why it was not done. */
  readonly refusal?: string;
}

export const DEED = 'deed.';

/** One question before something is done, with what was typed. */
export function deedView(name: DeedFormName, { id, about, typed = {}, refusal }: Shown): Modal {
  const { title, submit, fields } = DEED_FORMS[name];
  const blocks: readonly AnyBlock[] = [section(about), ...refusalBlocks(refusal), ...fields(typed)];
  return modal(title, blocks, { submit, close: 'Close', callback_id: `${DEED}${name}`, private_metadata: id });
}

/** Why something was not done; text with markup of ours. */
export function refusalBlocks(refusal: string | undefined): readonly AnyBlock[] {
  return refusal === undefined ? [] : [section(`⚠ ${refusal}`)];
}
