import { startOf } from '../lease/lease.ts';
import type { Instant } from '../time.ts';
import { toGive } from './give.ts';
import { isAwaited, lastMomentToGive } from './late.ts';
import type { Request } from './request.ts';
import { toTake } from './take.ts';

/** Whether something of it is to be given or taken back now. */
export function isDue(request: Request, now: Instant): boolean {
  const start = startOf(request.lease.granted ?? request.lease.asked) ?? now;
  if (request.decision !== 'approved' || start > now) return false;
  return toTake(request, now).length > 0 || mayBeGiven(request, now);
}

function mayBeGiven(request: Request, now: Instant): boolean {
  const last = lastMomentToGive(request) ?? Number.POSITIVE_INFINITY;
  return isAwaited(request) && last > now && toGive(request).length > 0;
}
