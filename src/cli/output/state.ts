import type { Meaning, View } from './view.ts';

const MEANINGS: { readonly [state: string]: Meaning } = {
  pending_approval: 'waiting',
  approved: 'live',
  scheduled: 'scheduled',
  provisioning: 'live',
  active: 'live',
  ending: 'waiting',
  ended: 'ended',
  rejected: 'refused',
  cancelled: 'ended',
  lapsed: 'ended',
  failed: 'trouble',
  held: 'live',
  giving: 'live',
  taking: 'waiting',
  gone: 'ended',
  untracked: 'trouble',
  open: 'waiting',
  completed: 'live',
  refused: 'refused',
  withdrawn: 'ended',
};

export function stateInWords(state: string, { paint }: Pick<View, 'paint'>): string {
  return paint(MEANINGS[state] ?? 'strong', state.replaceAll('_', ' '));
}
