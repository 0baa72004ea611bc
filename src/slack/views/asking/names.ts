import type { AppId, EntitlementId } from '../../../domain/ids.ts';

/** The steps of asking: what is wanted, or what somebody else has; how; and what it comes to. */
export const STEPS = { what: 'ask.what', like: 'ask.like', how: 'ask.how', preview: 'ask.preview' } as const;
export type Step = keyof typeof STEPS;

/** What is clicked in these. */
export const MOVES = {
  likePerson: 'ask.to.person',
  likeTitle: 'ask.to.title',
  custom: 'ask.to.custom',
  selectAll: 'ask.all',
  backToWhat: 'ask.back.what',
  backToHow: 'ask.back.how',
} as const;

/** The fields. `for`, `app`, `person` and `title` change what else there is to choose. */
export const FIELDS = { whom: 'for', app: 'app', person: 'person', title: 'title', things: 'things' } as const;

/** Fields of which there is one for each thing, or for each app. */
export const fieldOf = {
  op: (id: EntitlementId) => `op.${id}`,
  level: (id: EntitlementId) => `level.${id}`,
  extra: (id: EntitlementId, at: number) => `extra.${id}.${at}`,
  code: (id: AppId) => `code.${id}`,
  emergency: (id: AppId) => `emergency.${id}`,
  approvers: (id: AppId) => `approvers.${id}`,
} as const;

export const ASKING_TITLE = 'Request access';
