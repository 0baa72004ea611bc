import type { Child, FC } from 'hono/jsx';
import type { Typed } from '../auth/typed.ts';
import type { DeedName } from '../web/deeds.ts';
import { LeaseFields } from './parts/lease-fields.tsx';
import type { When } from './parts/moment.tsx';

/** What is asked before something is done: one question, its fields, and a button that says what will happen. */
export interface Question {
  readonly question: string;
  readonly button: string;
  readonly isDanger?: boolean;
  readonly fields: (typed: Typed, when: When) => Child;
  /** Another way of doing it. */
  readonly instead?: { readonly deed: DeedName; readonly name: string };
}

/** What is not here is done at once. */
export const QUESTIONS: { readonly [Name in DeedName]?: Question } = {
  approve: {
    question: 'Are you sure you want to approve this request?',
    button: 'Yes, approve as is',
    fields: (typed) => <Text name="comment" label="Comment, if you like" typed={typed} isFirst />,
    instead: { deed: 'approve-modified', name: 'Modify duration before approving' },
  },
  'approve-modified': {
    question: 'Approve with a modified duration',
    button: 'Approve with modified duration',
    fields: (typed, when) => (
      <>
        <LeaseFields when={when} typed={typed} asIs="Choose" withStart />
        <Text name="comment" label="Comment, if you like" typed={typed} />
      </>
    ),
    instead: { deed: 'approve', name: 'Approve as is' },
  },
  reject: {
    question: 'Are you sure you want to reject this request?',
    button: 'Yes, reject request',
    isDanger: true,
    fields: (typed) => <Text name="comment" label="Comment: who asked will read it" typed={typed} isFirst />,
  },
  extend: {
    question: 'How much longer is it needed?',
    button: 'Ask for the extension',
    fields: (typed, when) => (
      <>
        <LeaseFields when={when} typed={typed} asIs="Choose" />
        <Text name="reason" label="Reason" typed={typed} />
      </>
    ),
  },
  end: {
    question: 'End this access now?',
    button: 'End now',
    isDanger: true,
    fields: (typed) => <Text name="reason" label="Reason, if you like" typed={typed} isFirst />,
  },
  cancel: {
    question: 'Cancel this request?',
    button: 'Cancel request',
    isDanger: true,
    fields: (typed) => <Text name="reason" label="Reason: an admin has to give one" typed={typed} isFirst />,
  },
  ask: {
    question: 'What do you want to know?',
    button: 'Ask',
    fields: (typed) => <Text name="text" label="Your question" typed={typed} isNeeded isFirst />,
  },
  answer: {
    question: 'Your answer',
    button: 'Answer',
    fields: (typed) => <Text name="text" label="Those who decide will read it" typed={typed} isNeeded isFirst />,
  },
};

interface TextField {
  readonly name: string;
  readonly label: string;
  readonly typed: Typed;
  readonly isNeeded?: boolean;
  /** Where one begins to type. */
  readonly isFirst?: boolean;
}

export const Text: FC<TextField> = ({ name, label, typed, isNeeded, isFirst }) => (
  <label>
    {label}
    <textarea name={name} rows={3} maxlength={4000} required={isNeeded === true} dir="auto" autofocus={isFirst}>
      {typed[name] ?? ''}
    </textarea>
  </label>
);
