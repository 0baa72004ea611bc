import { type Notice, type NoticeChoices, waysFor } from '../../domain/telling/choices.ts';
import type { Person } from '../../domain/people/person.ts';
import { type Letterbox, type Way, WayError } from '../../ports/way.ts';

export interface Route {
  readonly way: Way;
  readonly box: Letterbox;
}

/**
 * Does it in the first way that reaches this person, by what they chose; undefined where none does. One in which they
 * turn out to be no more makes room for the next.
 */
export async function byFirstWay<T>(
  ways: readonly Way[],
  { person, choices, notice }: { person: Person; choices: NoticeChoices; notice: Notice },
  go: (route: Route) => Promise<T>,
): Promise<T | undefined> {
  for (const name of waysFor(notice, choices)) {
    const way = ways.find((one) => one.name === name);
    const box = await way?.letterboxOf(person);
    if (way === undefined || box === undefined) continue;
    try {
      return await go({ way, box });
    } catch (error) {
      if (!isTrouble(error, 'nobody_there')) throw error;
    }
  }
  return undefined;
}

export function isTrouble(error: unknown, trouble: WayError['trouble']): boolean {
  return error instanceof WayError && error.trouble === trouble;
}
