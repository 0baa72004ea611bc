import type { Action } from '../../src/domain/people/rights.ts';
import type { aPageWorld } from './page-world.ts';

type Typed = { readonly [field: string]: string };
type World = Awaited<ReturnType<typeof aPageWorld>>;

/** What a page or a form of it is a matter of; `own`: of nobody else's things, so that anybody has it. */
export const PAGE_ACTIONS: { readonly [path: string]: Action | 'own' } = {
  ...{ '/': 'own', '/access': 'own', '/approvals': 'own', '/approvals/decide': 'own', '/requests': 'own' },
  ...{ '/requests/new': 'own', '/requests/new/like': 'own', '/tasks': 'own', '/settings': 'own' },
  ...{ '/settings/tokens': 'own', '/people': 'see_people_and_apps', '/people/:id': 'see_people_and_apps' },
  ...{ '/apps': 'see_people_and_apps', '/apps/:id': 'see_people_and_apps', '/requests/:id': 'see_request' },
  ...{ '/tasks/:id': 'see_task', '/holdings/:id/why': 'see_holding', '/holdings/:id/end': 'see_holding' },
  ...{ '/audit': 'read_audit', '/audit/verification': 'read_audit', '/audit/export': 'read_audit' },
  ...{ '/policy': 'read_policy', '/policy/edit': 'read_policy', '/policy/plan': 'own', '/policy/apply': 'own' },
  '/policy/import': 'own',
  ...{ '/policy/versions': 'read_policy', '/policy/versions/:version': 'read_policy' },
  ...{ '/people/:id/offboard': 'offboard', '/people/:id/away': 'arrange_absence', '/people/:id/grant': 'grant' },
  '/people/:id/forget-sign-in': 'apply_policy',
  ...{ '/people/:id/delegate': 'arrange_absence', '/apps/:id/grant': 'grant' },
  // Where there is no Slack, nobody manages it.
  ...{ '/settings/notifications': 'own', '/settings/notifications/choices': 'own' },
  ...{ '/settings/notifications/slack/add': 'own', '/settings/notifications/slack/back': 'own' },
  ...{ '/settings/notifications/slack/channels': 'own', '/settings/notifications/slack/remove': 'own' },
  // Of a link, whose it is decides.
  '/decide/:secret': 'own',
  ...{ '/apps/:id/freeze': 'freeze', '/apps/:id/unfreeze': 'freeze' },
};

interface Form {
  readonly action: Action | 'own';
  readonly typed?: Typed;
}

const reason = 'because';

/** Every form that is sent to a page, with what is typed into it. */
export const FORMS: { readonly [path: string]: Form } = {
  '/requests/:id/approve': { action: 'decide' },
  '/requests/:id/approve-modified': { action: 'decide', typed: { length: 'PT1H' } },
  '/requests/:id/reject': { action: 'decide' },
  '/requests/:id/ask': { action: 'ask_question', typed: { text: 'Why?' } },
  '/requests/:id/answer': { action: 'answer', typed: { text: 'Because.' } },
  '/requests/:id/remind': { action: 'remind' },
  '/requests/:id/retry': { action: 'retry' },
  '/requests/:id/cancel': { action: 'cancel', typed: { reason } },
  '/requests/:id/end': { action: 'end', typed: { reason } },
  '/requests/:id/extend': { action: 'see_request', typed: { length: 'PT1H' } },
  '/requests/new': { action: 'own', typed: { do: 'submit', 'op:aws/root': 'add', reason } },
  '/requests/new/save': { action: 'own' },
  '/requests/new/forget': { action: 'own' },
  '/decide/:secret': { action: 'own' },
  '/approvals/decide': { action: 'own', typed: { decision: 'approve', ids: 'REQ-0000000000' } },
  '/tasks/:id/hand-over': { action: 'close_task', typed: { to: 'tom@example.com' } },
  '/tasks/:id/refuse': { action: 'close_task', typed: { reason } },
  '/tasks/:id/complete': { action: 'close_task' },
  '/holdings/:id/end': { action: 'end_holding' },
  '/policy/plan': { action: 'read_policy', typed: { text: 'organisation: { name: Example, zone: UTC }' } },
  '/policy/import': { action: 'read_policy' },
  '/policy/apply': { action: 'apply_policy', typed: { text: 'organisation: { name: Example }', version: '1' } },
  '/people/:id/away': { action: 'arrange_absence' },
  '/people/:id/delegate': { action: 'arrange_absence', typed: { to: 'tom@example.com', until: '2099-01-01T00:00' } },
  '/people/:id/delegations/:delegation/end': { action: 'arrange_absence' },
  '/people/:id/grant': { action: 'grant', typed: { reason } },
  '/apps/:id/grant': { action: 'grant', typed: { reason } },
  '/apps/:id/freeze': { action: 'freeze', typed: { reason } },
  '/apps/:id/unfreeze': { action: 'freeze', typed: { reason } },
  '/settings/freeze': { action: 'freeze', typed: { reason } },
  '/settings/unfreeze': { action: 'freeze' },
  '/settings/pause': { action: 'pause_takings', typed: { until: '2099-01-01T00:00' } },
  '/settings/resume': { action: 'pause_takings' },
  '/settings/notifications/choices': { action: 'own' },
  '/settings/notifications/slack/channels': { action: 'own' },
  '/settings/notifications/slack/remove': { action: 'own' },
  '/settings/tokens': { action: 'own', typed: { name: 'mine', 'scope-read': 'yes', days: '1' } },
  '/settings/tokens/:id/revoke': { action: 'revoke_token' },
  '/settings/sessions/:id/end': { action: 'own' },
  '/theme': { action: 'own', typed: { theme: 'dark', to: '/' } },
  '/people/:id/forget-sign-in': { action: 'apply_policy' },
  // Afterwards one of them is not here any more.
  '/people/:id/offboard': { action: 'offboard' },
};

/** The path as it is for what the world holds: Maya's, in the app that Ada owns. */
export function filled({ request, task, holding, delegation, token, ids }: World, path: string, app: string): string {
  const things: { readonly [kind: string]: string } = {
    ...{ requests: request, tasks: task, holdings: holding, apps: app, people: ids.maya },
    ...{ tokens: token, sessions: 'ses_0000000000', versions: '1' },
  };
  const thing = path.split('/').findLast((part) => Object.hasOwn(things, part)) ?? '';
  return path.replace(':delegation', delegation).replace(/:\w+/, things[thing] ?? 'x');
}
