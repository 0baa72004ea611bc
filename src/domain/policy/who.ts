import type { Person } from '../people/person.ts';
import type { Who } from './policy.ts';

export type Described = Pick<Person, 'department' | 'title' | 'groups'>;

/** All that is asked must hold; of each list one is enough. */
export function isAmong(person: Described, who: Who | undefined): boolean {
  const { departments, titles, groups } = who ?? {};
  return (
    (departments?.includes(person.department) ?? true) &&
    (titles?.includes(person.title) ?? true) &&
    (groups?.some((group) => person.groups.includes(group)) ?? true)
  );
}

/** `department Finance, group on-call`. */
export function sayWho({ departments, titles, groups }: Who): string {
  const parts = [sayList('department', departments), sayList('title', titles), sayList('group', groups)];
  return parts.filter((part) => part !== undefined).join(', ');
}

export function sayList(what: string, words: readonly string[] | undefined): string | undefined {
  return words === undefined ? undefined : `${what} ${words.join(' or ')}`;
}
