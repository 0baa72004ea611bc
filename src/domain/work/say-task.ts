import type { Task, TaskKind, TaskState } from './task.ts';

const KINDS: { readonly [Kind in TaskKind]: string } = {
  provision: 'Give by hand',
  deprovision: 'Take away by hand',
  check_failure: 'Look at what failed',
  review_emergency: 'Review an emergency',
};

export const TASK_STATES: { readonly [State in TaskState]: string } = {
  open: 'Open',
  completed: 'Done',
  refused: 'Not done',
  withdrawn: 'Withdrawn',
};

/** `Give by hand: Deploy`. */
export function sayTask({ kind, entitlementId }: Task, names: ReadonlyMap<string, string>): string {
  const what = entitlementId === undefined ? undefined : (names.get(entitlementId) ?? entitlementId);
  return what === undefined ? KINDS[kind] : `${KINDS[kind]}: ${what}`;
}
