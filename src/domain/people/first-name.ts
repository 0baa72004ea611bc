import type { Person } from './person.ts';

/** What a sentence calls somebody: `Maya's manager`. */
export function firstName({ name }: Pick<Person, 'name'>): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
