import type { Notice } from './choices.ts';

/** All that people are told has happened, each under what they chose of it. */
export const NEWS = {
  received: 'received',
  approved: 'decided',
  rejected: 'decided',
  /** Nobody decided, it was cancelled, or it was given up. */
  closed: 'decided',
  given: 'given',
  task_failed: 'failed',
  still_has_access: 'still_has_access',
  ends_soon: 'ends_soon',
  ended: 'ended',
  question: 'question',
  answered: 'answered',
  reminder: 'to_decide',
  /** To those who were asked first: somebody else is by now as well. */
  escalated: 'to_decide',
  emergency: 'emergency',
  overdue: 'task',
} as const satisfies { readonly [name: string]: Notice };
export type NewsName = keyof typeof NEWS;

/** These need somebody: they are shown in the channel view as well as in the thread. */
export const LOUD: readonly NewsName[] = ['task_failed', 'still_has_access', 'question', 'reminder', 'overdue'];
