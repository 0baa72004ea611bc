import { ok, type Result, refused } from '../domain/errors.ts';
import type { Calendar } from '../domain/lease/calendar.ts';
import { extendedEnd } from '../domain/lease/extended-end.ts';
import { isLonger } from '../domain/lease/compare.ts';
import type { Lease } from '../domain/lease/lease.ts';
import { type LeaseUnderLimit, mayGrant } from '../domain/lease/lease-under-limit.ts';
import { agreedSoFar } from '../domain/request/decide.ts';
import { runningOf } from '../domain/request/extend.ts';
import type { Request } from '../domain/request/request.ts';
import type { Instant } from '../domain/time.ts';
import type { Clock } from '../ports/environment.ts';
import type { Store } from '../ports/store.ts';

interface Deps {
  readonly store: Pick<Store, 'requests'>;
  readonly clock: Clock;
  readonly calendarOf: (zone: string) => Calendar;
}

/** What an approver gives instead of what was asked for, held against the limits in force. Nothing is cut: they are told. */
export async function leaseToGrant(deps: Deps, request: Request, changed: Lease): Promise<Result<Lease>> {
  const [now, calendar] = [deps.clock.now(), deps.calendarOf(request.lease.zone)];
  const granted = await underLimits(deps, request, changed, now, calendar);
  const agreed = agreedSoFar(request);
  if (!granted.ok || agreed === undefined || !isLonger(granted.value, agreed, now, calendar)) return granted;
  const detail =
    'Somebody has approved it already, and not for so long. Less can be given, and more can be asked for anew.';
  return refused('lease_not_allowed', detail, { field: 'lease' });
}

async function underLimits(
  deps: Deps,
  request: Request,
  changed: Lease,
  now: Instant,
  calendar: Calendar,
): Promise<Result<Lease>> {
  const { ceilings = [], extensionLimits = [] } = request.lease;
  const limits = { maxima: [], ceilings, extensionLimits };
  const extended = request.within === undefined ? undefined : await deps.store.requests.byId(request.within);
  const running = extended === undefined ? undefined : runningOf(extended);
  if (running === undefined) return grantedOf(mayGrant(changed, limits, now, calendar));
  const end = extendedEnd(changed, running, limits, now, calendar);
  if (!end.ok || end.value.notice === undefined) return end.ok ? ok(end.value.granted) : end;
  return refused('lease_not_allowed', 'It cannot be extended that far. Nothing changed.', { field: 'lease' });
}

/** As it is meant, not as it was written: a calendar knows `PT6H`, and not `6h`. */
function grantedOf(may: Result<LeaseUnderLimit>): Result<Lease> {
  return may.ok ? ok(may.value.granted) : may;
}
