import type { PersonId } from '../ids.ts';
import { hadTheirSay } from '../policy/seats.ts';
import type { Instant } from '../time.ts';
import { openLevel } from './decide.ts';
import { openedAt } from './remind.ts';
import type { Request } from './request.ts';
import { stateOf } from './state.ts';

interface Looked {
  readonly personId: PersonId;
  readonly since: Instant;
}

/** Whether who said that they are looking is still at it: until they have had their say, or what they looked at is over. */
export function isStillLooking(request: Request, { personId, since }: Looked): boolean {
  if (stateOf(request) !== 'pending_approval' || since < openedAt(request)) return false;
  return openLevel(request)?.decisions.every((one) => !hadTheirSay(one).includes(personId)) === true;
}
