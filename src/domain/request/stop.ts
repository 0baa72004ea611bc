import type { Instant } from '../time.ts';
import { cancel } from './close.ts';
import type { EndAsked, Request } from './request.ts';
import type { Origin, Step } from './step.ts';
import { askForEnd, mayBeHeld } from './take.ts';

/** What nobody holds yet is cancelled; what may be held is ended: the record may know already that it was given. */
export function stop(request: Request, why: EndAsked['why'], at: Instant, origin: Origin, reason?: string): Step {
  if (!request.changes.some(mayBeHeld)) return cancel(request, at, origin, reason);
  return askForEnd(request, { at, why }, origin, reason);
}
