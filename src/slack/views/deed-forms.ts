import type { AnyBlock } from '../blocks/blocks.ts';
import { leaseFields, textField } from './fields.ts';
import type { Typed } from './typed.ts';

interface DeedForm {
  readonly title: string;
  /** What the button says that sends it. */
  readonly submit: string;
  readonly fields: (typed: Typed) => readonly AnyBlock[];
}

const REASON = { field: 'reason', label: 'Why it is needed longer' } as const;

/** What is asked before something is done. What is not here is done at once. */
export const DEED_FORMS = {
  change: {
    ...{ title: 'Approve', submit: 'Approve' },
    fields: (typed) => [
      ...leaseFields(typed, { asIs: 'As asked', withStart: true }),
      textField(typed, { field: 'comment', label: 'Comment' }),
    ],
  },
  reject: {
    ...{ title: 'Reject', submit: 'Reject' },
    fields: (typed) => [textField(typed, { field: 'comment', label: 'Comment', hint: 'Who asked will read it' })],
  },
  question: {
    ...{ title: 'Ask a question', submit: 'Ask' },
    fields: (typed) => [textField(typed, { field: 'text', label: 'What do you want to know?', isNeeded: true })],
  },
  answer: {
    ...{ title: 'Answer', submit: 'Answer' },
    fields: (typed) => [
      textField(typed, { field: 'text', label: 'Your answer', isNeeded: true, hint: 'Those who decide will read it' }),
    ],
  },
  extend: {
    ...{ title: 'Extend', submit: 'Ask for it' },
    fields: (typed) => [...leaseFields(typed, { label: 'How much longer' }), textField(typed, REASON)],
  },
  cancel: {
    ...{ title: 'Cancel a request', submit: 'Cancel request' },
    fields: (typed) => [textField(typed, { field: 'reason', label: 'Why: who asked will read it', isNeeded: true })],
  },
  complete: {
    ...{ title: 'Mark complete', submit: 'Mark complete' },
    fields: (typed) => [textField(typed, { field: 'comment', label: 'Remark' })],
  },
  refuse: {
    ...{ title: "Can't do it", submit: 'Pass it on' },
    fields: (typed) => [textField(typed, { field: 'reason', label: 'Why it cannot be done', isNeeded: true })],
  },
} as const satisfies { readonly [name: string]: DeedForm };

export type DeedFormName = keyof typeof DEED_FORMS;

export function isDeedForm(name: string): name is DeedFormName {
  return Object.hasOwn(DEED_FORMS, name);
}
