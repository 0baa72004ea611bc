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
  'still_has_access',
] as const;
export type Notice = (typeof NOTICES)[number];

export const WAY_NAMES = ['slack', 'mail'] as const;
export type WayName = (typeof WAY_NAMES)[number];
export type WayChoice = WayName | 'none';

/** What is not in it is told in the way that reaches them: Slack, and mail where they are not there. */
export type NoticeChoices = { readonly [One in Notice]?: WayChoice };

/** Somebody has what they should not have any more: nobody chooses not to know. */
export const ALWAYS_TOLD: readonly Notice[] = ['still_has_access'];

/** In which ways to try, one after the other, until one reaches them: whoever wants to be told is. */
export function waysFor(notice: Notice, choices: NoticeChoices): readonly WayName[] {
  const choice = choices[notice] ?? 'slack';
  if (choice === 'none') return ALWAYS_TOLD.includes(notice) ? WAY_NAMES : [];
  return choice === 'slack' ? WAY_NAMES : ['mail', 'slack'];
}
