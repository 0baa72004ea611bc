/** What people are told of, and may choose not to be. */
export const NOTICES = [
  'to_decide',
  'task',
  'received',
  'question',
  'answered',
  'decided',
  'given',
  'failed',
  'ends_soon',
  'ended',
  'emergency',
] as const;
export type Notice = (typeof NOTICES)[number];

export type WayChoice = 'slack' | 'mail' | 'none';

/** What is not in it is told in the way that reaches them: Slack, and mail where they are not there. */
export type NoticeChoices = { readonly [One in Notice]?: WayChoice };
