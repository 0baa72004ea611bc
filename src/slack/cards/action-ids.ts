import type { RequestId } from '../../domain/ids.ts';
import { isId } from '../../domain/ids.ts';
import { option, type Option } from '../blocks/elements.ts';

/** What was clicked. What it was clicked on is the id in its value; nothing else in a payload counts. */
export const ACTION_IDS = {
  approve: 'request.approve',
  reject: 'request.reject',
  more: 'request.more',
  answer: 'request.answer',
  remind: 'request.remind',
  cancel: 'request.cancel',
  extend: 'request.extend',
  end: 'request.end',
  retry: 'request.retry',
  open: 'request.open',
  completeTask: 'task.complete',
  refuseTask: 'task.refuse',
  ask: 'home.ask',
  page: 'home.page',
  extendHolding: 'holding.extend',
  endHolding: 'holding.end',
} as const;

/** Under "More" of an approver's card. */
export const CHOICES = ['change', 'question', 'looking', 'details'] as const;
export type Choice = (typeof CHOICES)[number];

/** A menu has one action for all that it offers, so each of them says which one it is, and on what. */
export function choice(name: Choice, label: string, id: RequestId, url?: string): Option {
  return option(label, `${name}:${id}`, url === undefined ? {} : { url });
}

export function readChoice(value: string): { readonly choice: Choice; readonly id: RequestId } | undefined {
  const [name, id = ''] = value.split(/:(.*)/s);
  const known = CHOICES.find((one) => one === name);
  return known === undefined || !isId('request', id) ? undefined : { choice: known, id };
}
