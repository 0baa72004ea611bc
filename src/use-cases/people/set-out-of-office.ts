import { ok, type Result, refused } from '../../domain/errors.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Acting } from '../acting.ts';
import { arrangedFor, LONGEST_ABSENCE } from './arrange-for.ts';
import type { AbsenceDeps } from './deps.ts';
import { tellDirectoryChanged } from './tell-directory-changed.ts';

/** Away until then, or here again: who is away is skipped as long as others can decide. */
export async function setOutOfOffice(
  deps: AbsenceDeps,
  acting: Acting,
  id: PersonId,
  until: Instant | undefined,
): Promise<Result<true>> {
  const person = await arrangedFor(deps.store.people, acting, id);
  if (!person.ok) return person;
  const at = deps.clock.now();
  if (until !== undefined && (until <= at || until > at + LONGEST_ABSENCE))
    return refused('malformed', 'It ends within the next year.', { field: 'until' });
  const fact = { fact: 'person.out_of_office_set', at, subject: `person:${id}`, ...acting.origin } as const;
  await deps.store.people.setOutOfOffice(id, until, [{ ...fact, data: { until } }]);
  await tellDirectoryChanged(deps, id);
  return ok(true);
}
