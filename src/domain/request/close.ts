import type { Instant } from '../time.ts';
import type { Closing, Request } from './request.ts';
import { BY_WORKFLOW, type Origin, type Step, step } from './step.ts';

/** Before anything was decided, a stop also settles the decision; afterwards the approval stays what it was. */
function closed(request: Request, closing: Closing, at: Instant): Request {
  const undecided = request.decision === 'none';
  return {
    ...request,
    closing,
    decision: undecided ? 'rejected' : request.decision,
    decidedAt: undecided ? at : request.decidedAt,
  };
}

export function cancel(request: Request, at: Instant, origin: Origin, reason?: string): Step {
  return step(closed(request, 'cancelled', at), 'request.cancelled', at, origin, { reason });
}

export function lapse(request: Request, at: Instant, because: 'not_decided' | 'end_passed'): Step {
  return step(closed(request, 'lapsed', at), 'request.lapsed', at, BY_WORKFLOW, { because });
}
