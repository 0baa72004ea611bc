import type { Notice } from './choices.ts';

/** What whoever asked is told, and for whom it is. */
export const REQUESTER_NEWS = {
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
} as const satisfies { readonly [name: string]: Notice };
export type RequesterNews = keyof typeof REQUESTER_NEWS;

/** What those are told whose say it is, or would have been. */
export const DECIDER_NEWS = {
  answered: 'answered',
  /** To whoever owes an answer, too. */
  reminder: 'to_decide',
  /** To those who had the card already: it is up to them again, or at last. */
  next_level: 'to_decide',
  /** To those who were asked first: somebody else is by now as well. */
  escalated: 'to_decide',
  emergency: 'emergency',
} as const satisfies { readonly [name: string]: Notice };
export type DeciderNews = keyof typeof DECIDER_NEWS;

/** All that people are told has happened, each under what they chose of it. */
export const NEWS = { ...REQUESTER_NEWS, ...DECIDER_NEWS, overdue: 'task' } as const satisfies {
  readonly [name: string]: Notice;
};
export type NewsName = keyof typeof NEWS;

/** These need somebody: they are shown in the channel view as well as in the thread. */
export const LOUD: readonly NewsName[] = [
  'task_failed',
  'still_has_access',
  'question',
  'reminder',
  'next_level',
  'overdue',
];

export function isRequesterNews(news: NewsName): news is RequesterNews {
  return Object.hasOwn(REQUESTER_NEWS, news);
}
