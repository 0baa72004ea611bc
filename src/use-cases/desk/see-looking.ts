import { isStillLooking } from '../../domain/request/looking.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Instant } from '../../domain/time.ts';
import type { Store } from '../../ports/store.ts';

export interface Looker {
  readonly name: string;
  readonly since: Instant;
}

/** Who is at this request now, of those who decide it. For whoever sees the request: that is looked at before. */
export async function seeLooking(
  { desk, people }: Pick<Store, 'desk' | 'people'>,
  request: Request,
): Promise<Looker | undefined> {
  const looking = await desk.lookingAt(request.id);
  if (looking === undefined || !isStillLooking(request, looking)) return undefined;
  const person = await people.byId(looking.personId);
  return person?.status === 'active' ? { name: person.name, since: looking.since } : undefined;
}
