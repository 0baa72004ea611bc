import type { Problem } from '../../domain/errors.ts';
import type { Modal } from '../blocks/surfaces.ts';

/** What becomes of a form that was sent. */
export type Reply = Shown | Refused;

interface Shown {
  /** In its place. */
  readonly shown: Modal;
  /** The same in a sentence, should the form be closed by then. */
  readonly said: string;
  /** Something was done: their Home may be another now. */
  readonly isDone?: true;
}

interface Refused {
  readonly refused: Problem;
  /** The block that it is about. */
  readonly at: string | undefined;
  /** The form again with what was typed, where it is about none of its fields. */
  readonly again: (refusal: string) => Modal;
}
