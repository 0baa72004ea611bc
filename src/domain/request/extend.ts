import type { Problem } from '../errors.ts';
import type { Calendar } from '../lease/calendar.ts';
import { extensionLimit } from '../lease/clocks.ts';
import type { Running } from '../lease/extended-end.ts';
import { HOUR, type Instant } from '../time.ts';
import { latestEnd, withChanges } from './give.ts';
import type { Request } from './request.ts';
import { stateOf } from './state.ts';
import { BY_WORKFLOW, type Origin, type Step, step } from './step.ts';

/** For this long an end waits for an extension that is not decided. */
const GRACE = 4 * HOUR;

/** Why a lease cannot get a later end; undefined when it can. */
export function whyNotExtend(lease: Request): Problem | undefined {
  const state = stateOf(lease);
  if (state !== 'active')
    return { code: 'wrong_state', detail: `This request is ${state}: there is no lease to extend.`, state };
  if (lease.flags.includes('emergency'))
    return {
      code: 'lease_not_allowed',
      detail: 'What was given in an emergency is not extended: ask for it as usual.',
    };
  if (lease.endsAt === undefined)
    return { code: 'lease_not_allowed', detail: 'This access has no end: there is nothing to extend.' };
  return undefined;
}

/** The lease gets the end that the extension was approved with. */
export function extendLease(lease: Request, ticket: Request, at: Instant, origin: Origin = BY_WORKFLOW): Step {
  const endsAt = newEndOf(ticket, lease);
  const extended = withEnd(lease, endsAt, ({ state, endAsked }) => state === 'given' && endAsked === undefined);
  const extendedBy = [...(extended.lease.extendedBy ?? []), ticket.id];
  const next = { ...extended, lease: { ...extended.lease, graceUntil: undefined, extendedBy } };
  return step(next, 'request.extended', at, origin, { by: ticket.id, endsAt });
}

/** The extension itself is over with that. */
export function markApplied(ticket: Request, at: Instant): Step {
  return step({ ...ticket, appliedAt: at }, 'request.applied', at, BY_WORKFLOW, { to: ticket.within });
}

/** The end is put off once, for an extension that waits for its decision: never past what that would give. */
export function giveGrace(lease: Request, ticket: Request, at: Instant): Step | undefined {
  const due = lease.changes.filter(({ state, endsAt }) => state === 'given' && endsAt !== undefined && endsAt <= at);
  if (due.length === 0 || lease.lease.graceUntil !== undefined || !mayHaveGrace(ticket)) return undefined;
  const until = Math.min((lease.endsAt ?? at) + GRACE, newEndOf(ticket, lease) ?? Number.POSITIVE_INFINITY);
  if (until <= at) return undefined;
  const prolonged = withEnd(lease, until, (change) => due.some(({ id }) => id === change.id));
  const next = { ...prolonged, lease: { ...prolonged.lease, graceUntil: until } };
  return step(next, 'request.grace_given', at, BY_WORKFLOW, { waitsFor: ticket.id, endsAt: until });
}

function mayHaveGrace(ticket: Request): boolean {
  return stateOf(ticket) === 'pending_approval';
}

/** The lease ended first: what was asked stands as a request of its own, with the approvals it has. */
export function becomeReRaise(ticket: Request, at: Instant): Step {
  const raised: Request = { ...ticket, kind: 're_raise', within: undefined };
  return step(raised, 'request.re_raised', at, BY_WORKFLOW, { after: ticket.within });
}

/** Since when and until when it runs; nothing where it has no end. */
export function runningOf({ changes, endsAt }: Request): Running | undefined {
  const starts = changes.flatMap(({ effectiveAt }) => effectiveAt ?? []);
  return endsAt === undefined ? undefined : { endsAt, effectiveAt: Math.min(...starts) };
}

/** Where extensions of it have to end, as far as that is said and known. */
export function furthestEnd({ lease, clocks, changes }: Request, calendar: Calendar): Instant | undefined {
  const [began] = changes.flatMap(({ effectiveAt }) => effectiveAt ?? []);
  if (began === undefined) return clocks.extensionLimit;
  return extensionLimit({ extensionLimits: lease.extensionLimits ?? [] }, began, calendar);
}

/** An extension is granted as a moment; what is none changes nothing, rather than to last for ever. */
function newEndOf(ticket: Request, { endsAt }: Request): Instant | undefined {
  const granted = ticket.lease.granted ?? ticket.lease.asked;
  if (granted.kind === 'indefinite') return undefined;
  return granted.kind === 'between' ? granted.endAt : endsAt;
}

function withEnd(
  lease: Request,
  endsAt: Instant | undefined,
  which: (change: Request['changes'][number]) => boolean,
): Request {
  const next = withChanges(lease, (change) => (which(change) ? { endsAt } : undefined));
  return { ...next, endsAt: latestEnd(next.changes) };
}
