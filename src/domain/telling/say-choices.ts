import type { Notice, WayChoice } from './choices.ts';

/** What people are told of, as they choose it; in the order of a request's life. */
export const NOTICE_WORDS: { readonly [One in Notice]: string } = {
  to_decide: 'Requests for you to decide',
  task: 'Work by hand for you',
  answered: 'Answers to questions that were asked',
  emergency: 'Emergencies in what you own, decide or lead',
  received: 'It was received',
  question: 'Somebody asks you something',
  decided: 'It was approved, rejected or closed',
  given: 'The access is there',
  failed: 'It could not be given',
  ends_soon: 'It ends soon',
  ended: 'It has ended',
  still_has_access: 'Access that should be gone is not',
};

/** What is up to them, and what becomes of what they asked for. */
export const NOTICE_GROUPS: readonly { readonly name: string; readonly notices: readonly Notice[] }[] = [
  { name: 'What is up to you', notices: ['to_decide', 'task', 'answered', 'emergency'] },
  {
    name: 'What you asked for, and what is given to you',
    notices: ['received', 'question', 'decided', 'given', 'failed', 'ends_soon', 'ended', 'still_has_access'],
  },
];

export const WAY_WORDS: { readonly [One in WayChoice]: string } = { slack: 'Slack', mail: 'Mail', none: 'Not at all' };
