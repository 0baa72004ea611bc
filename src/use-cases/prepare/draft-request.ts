import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import type { RequestId } from '../../domain/ids.ts';
import type { Calendar } from '../../domain/lease/calendar.ts';
import { decideBy, extensionLimit } from '../../domain/lease/clocks.ts';
import type { LeaseUnderLimit } from '../../domain/lease/lease-under-limit.ts';
import type { LimitsInForce } from '../../domain/lease/limits.ts';
import type { DutyFinding } from '../../domain/policy/duty-conflicts.ts';
import { DEFAULT_FLOW } from '../../domain/policy/flows.ts';
import type { Flow } from '../../domain/policy/policy.ts';
import type { Flag, Level, Request, RequestFlow, RequestKind } from '../../domain/request/request.ts';
import type { RequestWish } from '../../domain/request/wish.ts';
import type { Instant } from '../../domain/time.ts';
import type { WishFacts } from './load-facts.ts';

/** Everything that was found out about a wish. */
export interface Draft {
  readonly id: RequestId;
  readonly kind: 'request' | 'direct_grant';
  readonly extending?: Request | undefined;
  /** They had one of these before. */
  readonly hadBefore: boolean;
  readonly now: Instant;
  readonly wish: RequestWish;
  readonly facts: WishFacts;
  readonly limits: LimitsInForce;
  readonly asked: Request['lease']['asked'];
  readonly under: LeaseUnderLimit;
  readonly flow: Flow | undefined;
  readonly levels: readonly Level[];
  /** Of those who decide. */
  readonly names: { readonly [id: string]: string };
  readonly conflicts: readonly DutyFinding[];
  readonly calendar: Calendar;
}

/** The request as its workflow is started with it. */
export function draftRequest(given: Draft): Request {
  const { id, now, wish, facts, limits, asked, under, levels, calendar, extending } = given;
  const flow = given.flow ?? DEFAULT_FLOW;
  return {
    ...{ id, version: 1, bodyHash: '', bundleId: undefined },
    ...(extending === undefined ? { kind: kindOf(given), run: 1 } : partOf(extending)),
    ...{ requesterId: facts.requester.id, beneficiaryId: facts.beneficiary.id, appId: facts.app.id },
    names: { ...given.names, ...namesOf(facts, wish) },
    changes: wish.changes.map(changeOf),
    lease: {
      ...{ asked, granted: under.granted, zone: calendar.zone },
      ...{ ceilings: limits.ceilings, extensionLimits: limits.extensionLimits },
    },
    ...{ reason: wish.reason, reasonCode: wish.reasonCode, flags: flagsOf(given) },
    ...{ decision: 'none', closing: undefined, endAsked: undefined, levels, thread: [], remindedAt: undefined },
    flow: flowOf(given, calendar.after(now, flow.giveBy) - now),
    clocks: {
      decideBy: decideBy(flow, now, calendar),
      ...{ giveBy: undefined, pausedAt: undefined, pausedMs: 0 },
      extensionLimit: extending === undefined ? undefined : limitOf(extending, limits, calendar),
    },
    ...{ createdAt: now, decidedAt: undefined, endsAt: undefined, verifiedGoneAt: undefined, asOf: now },
  };
}

function kindOf({ kind, hadBefore }: Draft): RequestKind {
  return kind === 'request' && hadBefore ? 're_raise' : kind;
}

/** Decided in the workflow of the lease, as long as that lives. */
function partOf({ id, run }: Request) {
  return { kind: 'extend', run, within: id } as const;
}

function limitOf({ changes }: Request, limits: LimitsInForce, calendar: Calendar): Instant | undefined {
  const starts = changes.flatMap(({ effectiveAt }) => effectiveAt ?? []);
  return extensionLimit(limits, Math.min(...starts), calendar);
}

function changeOf(wished: RequestWish['changes'][number], index: number): Request['changes'][number] {
  const { op, entitlementId, level, fields } = wished;
  return {
    ...{ id: `c${index + 1}`, op, entitlementId, level, fields, state: 'waiting' },
    ...{ proof: undefined, effectiveAt: undefined, endsAt: undefined, failure: undefined },
  };
}

function flowOf({ wish, facts, flow, kind }: Draft, giveWithin: number): RequestFlow {
  const byItself = kind === 'direct_grant' ? kind : 'auto_approve';
  const approval = wish.emergency ? 'emergency' : flow === undefined ? byItself : 'levels';
  return {
    ...{ slug: flow?.slug ?? approval, policyVersion: facts.policyVersion, approval, giveWithin },
    selfApproval: flow?.selfApproval ?? false,
  };
}

function flagsOf({ wish, facts, under, conflicts }: Draft): readonly Flag[] {
  const isHigh = ({ risk }: Entitlement) => risk === 'high';
  return [
    ...under.flags,
    ...(facts.changes.some(({ entitlement }) => isHigh(entitlement)) ? (['high_risk'] as const) : []),
    ...(wish.emergency ? (['emergency'] as const) : []),
    ...(conflicts.length > 0 ? (['duties_conflict'] as const) : []),
  ];
}

function namesOf(
  { requester, beneficiary, app, changes }: WishFacts,
  { reasonCode }: RequestWish,
): { readonly [id: string]: string } {
  const things = [requester, beneficiary, app, ...changes.map(({ entitlement }) => entitlement)];
  const reasons = app.settings.reason.list.filter(({ code }) => code === reasonCode);
  return Object.fromEntries([
    ...reasons.map(({ code, text }) => [code, text] as const),
    ...things.map(({ id, name }) => [id, name] as const),
  ]);
}
