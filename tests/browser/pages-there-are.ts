import type { Name } from '../support/api-world.ts';

interface PageThere {
  readonly as: Name;
  /** As in the routes; what stands for an id is filled in. */
  readonly path: string;
  /** What is asked there, and what `:id` is. */
  readonly query?: string;
  readonly id?: 'request' | 'hostile' | 'task' | 'holding' | 'version' | 'person' | 'app' | 'link';
}

/** Every page of somebody signed in, as somebody for whom there is something on it. A page that is not here fails. */
export const PAGES: readonly PageThere[] = [
  { as: 'lin', path: '/' },
  { as: 'maya', path: '/' },
  { as: 'root', path: '/requests' },
  { as: 'root', path: '/requests', query: '?q=nothing-like-that' },
  { as: 'maya', path: '/requests/new' },
  {
    as: 'noor',
    path: '/requests/new',
    query: '?q=read&op%3Aaws/read=add&op%3Aquiet/none=add&length=P30D&until=2020-01-01T00%3A00',
  },
  { as: 'root', path: '/requests/new', query: '?q=nothing-like-that&for=ma&op%3Aaws/root=add&reason=why' },
  { as: 'maya', path: '/requests/new/like' },
  { as: 'sam', path: '/requests/new/like', query: '?person=maya@example.com' },
  { as: 'maya', path: '/requests', query: '?bundle=:bundle' },
  { as: 'lin', path: '/requests/:id', id: 'request' },
  { as: 'root', path: '/requests/:id', id: 'hostile' },
  { as: 'lin', path: '/requests/:id/approve', id: 'request' },
  { as: 'lin', path: '/requests/:id/approve-modified', id: 'request' },
  { as: 'lin', path: '/requests/:id/reject', id: 'hostile' },
  { as: 'maya', path: '/requests/:id/cancel', id: 'request' },
  { as: 'maya', path: '/requests/:id/extend', id: 'request' },
  { as: 'maya', path: '/requests/:id/end', id: 'request' },
  { as: 'lin', path: '/requests/:id/ask', id: 'request' },
  { as: 'maya', path: '/requests/:id/answer', id: 'request' },
  { as: 'lin', path: '/decide/:secret', id: 'link' },
  { as: 'lin', path: '/approvals' },
  { as: 'zoe', path: '/approvals' },
  { as: 'lin', path: '/approvals/decide', query: '?decision=approve&id=:request&id=:hostile' },
  { as: 'tom', path: '/tasks' },
  { as: 'tom', path: '/tasks/:id', id: 'task' },
  { as: 'audrey', path: '/audit' },
  { as: 'audrey', path: '/audit/verification' },
  { as: 'maya', path: '/access' },
  { as: 'zoe', path: '/access' },
  { as: 'maya', path: '/holdings/:id/why', id: 'holding' },
  { as: 'maya', path: '/holdings/:id/end', id: 'holding' },
  { as: 'audrey', path: '/policy' },
  { as: 'root', path: '/policy/edit' },
  { as: 'audrey', path: '/policy/versions' },
  { as: 'audrey', path: '/policy/versions/:version', id: 'version' },
  { as: 'maya', path: '/settings' },
  { as: 'root', path: '/settings' },
  { as: 'maya', path: '/settings/notifications' },
  { as: 'root', path: '/settings/notifications' },
  { as: 'tom', path: '/tasks', query: '?tab=done' },
  { as: 'audrey', path: '/audit', query: '?text=nothing-like-that' },
  { as: 'zoe', path: '/people' },
  { as: 'root', path: '/people' },
  { as: 'root', path: '/people/:id', id: 'person' },
  { as: 'zoe', path: '/people/:id', id: 'person' },
  { as: 'root', path: '/people/:id/offboard', id: 'person' },
  { as: 'root', path: '/people/:id/away', id: 'person' },
  { as: 'root', path: '/people/:id/delegate', id: 'person' },
  { as: 'root', path: '/people/:id/forget-sign-in', id: 'person' },
  { as: 'root', path: '/people/:id/grant', id: 'person' },
  { as: 'zoe', path: '/apps' },
  { as: 'ada', path: '/apps/:id', id: 'app' },
  { as: 'zoe', path: '/apps/:id', id: 'app' },
  { as: 'root', path: '/apps/:id/grant', id: 'app' },
  { as: 'root', path: '/apps/:id/freeze', id: 'app' },
  { as: 'root', path: '/apps/:id/unfreeze', id: 'app' },
];

/** These have no page: they answer a form, a program, or go elsewhere at once. */
export const NO_PAGES = [
  ...['/requests/:id/remind', '/requests/:id/retry', '/audit/export'],
  ...['/tasks/:id/complete', '/tasks/:id/refuse', '/tasks/:id/hand-over', '/policy/plan', '/policy/apply'],
  '/policy/import',
  '/settings/tokens',
  ...['add', 'back', 'channels', 'remove'].map((name) => `/settings/notifications/slack/${name}`),
  '/settings/notifications/choices',
];
