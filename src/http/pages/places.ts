import type { Person } from '../../domain/people/person.ts';
import { may } from '../../domain/people/rights.ts';

/** The pages that the rail leads to, in its order; `see`: for whom. */
export const PLACES = [
  { place: 'home', path: '/', name: 'Home', icon: 'M2 8l6-5 6 5v6h-4v-4H6v4H2z', see: everybody },
  { place: 'requests', path: '/requests', name: 'Requests', icon: 'M3 4h10M3 8h10M3 12h6', see: everybody },
  { place: 'access', path: '/access', name: 'My access', icon: 'M9 7a3 3 0 1 1 1 1l-5 5H3v-2z', see: everybody },
  { place: 'approvals', path: '/approvals', name: 'Approvals', icon: 'M3 8.5l3 3 7-7', see: everybody },
  { place: 'tasks', path: '/tasks', name: 'Tasks', icon: 'M3 3h10v10H3zM6 8l1.5 1.5L10 7', see: everybody },
  {
    place: 'people',
    path: '/people',
    name: 'People',
    icon: 'M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 14c0-6 10-6 10 0',
    see: everybody,
  },
  { place: 'apps', path: '/apps', name: 'Apps', icon: 'M3 3h4v4H3zM9 3h4v4H9zM3 9h4v4H3zM9 9h4v4H9z', see: everybody },
  {
    place: 'policy',
    path: '/policy',
    name: 'Policy',
    icon: 'M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4z',
    see: mayRead('read_policy'),
  },
  {
    place: 'audit',
    path: '/audit',
    name: 'Audit',
    icon: 'M4 2h8v12H4zM6 5h4M6 8h4M6 11h2',
    see: mayRead('read_audit'),
  },
  {
    place: 'settings',
    path: '/settings',
    name: 'Settings',
    icon: 'M3 5h6M12 5h1M3 11h1M7 11h6M10 3v4M5 9v4',
    see: everybody,
  },
] as const;

export type Place = (typeof PLACES)[number]['place'];

function everybody(): boolean {
  return true;
}

function mayRead(what: 'read_policy' | 'read_audit') {
  return ({ roles }: Person) => may(what, roles);
}
