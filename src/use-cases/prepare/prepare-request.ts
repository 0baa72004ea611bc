import { ok, type Result, refused } from '../../domain/errors.ts';
import type { RequestId } from '../../domain/ids.ts';
import { canonicalJson } from '../../domain/json.ts';
import type { Calendar } from '../../domain/lease/calendar.ts';
import { type LeaseUnderLimit, leaseUnderLimit } from '../../domain/lease/lease-under-limit.ts';
import { limitsInEmergency, limitsInForce } from '../../domain/lease/limits.ts';
import { validateLease } from '../../domain/lease/validate-lease.ts';
import { type DutyFinding, dutyConflicts, isBlocked } from '../../domain/policy/duty-conflicts.ts';
import type { RequestFacts } from '../../domain/policy/condition.ts';
import { SECOND_ADMIN_FLOW } from '../../domain/policy/flows.ts';
import { matchRule, type PolicyDecision } from '../../domain/policy/match-rule.ts';
import type { Flow } from '../../domain/policy/policy.ts';
import { pickApprovers } from '../../domain/policy/pick-approvers.ts';
import { resolveLevels } from '../../domain/policy/resolve-levels.ts';
import type { Level, Request } from '../../domain/request/request.ts';
import type { RequestWish } from '../../domain/request/wish.ts';
import type { Instant } from '../../domain/time.ts';
import type { Keys } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import type { Acting } from '../acting.ts';
import { checkWish } from './check-wish.ts';
import { draftRequest } from './draft-request.ts';
import { loadDirectory, namesOf } from './load-directory.ts';
import { loadFacts, type WishFacts } from './load-facts.ts';

export interface PrepareDeps {
  readonly store: Store;
  readonly keys: Pick<Keys, 'sha256'>;
  readonly calendarOf: (zone: string) => Calendar;
}

/** A request as it would be, with what people should know before they submit it. */
export interface Prepared {
  readonly request: Request;
  readonly facts: WishFacts;
  readonly decision: PolicyDecision;
  /** How many people will be asked or told. */
  readonly notified: number;
  /** Said when what was asked is cut. */
  readonly leaseNotice: LeaseUnderLimit['notice'];
  readonly conflicts: readonly DutyFinding[];
  /** Of everything shown in a preview: another hash at submit means that something of it has changed. */
  readonly hash: string;
}

/** The one code of preview and submit: eligibility, lease after limits, conflicts, who decides and why. */
export async function prepareRequest(
  deps: PrepareDeps,
  acting: Acting,
  wish: RequestWish,
  given: { readonly id: RequestId; readonly now: Instant; readonly kind: 'request' | 'direct_grant' },
): Promise<Result<Prepared>> {
  const loaded = await loadFacts(deps.store, acting, wish);
  if (!loaded.ok) return loaded;
  const facts = loaded.value;
  const inOrder = checkWish(wish, facts, given.kind);
  if (!inOrder.ok) return inOrder;
  const calendar = deps.calendarOf(facts.policy.organisation.zone);
  const leased = underLimits(wish, facts, given.now, calendar);
  if (!leased.ok) return leased;
  const conflicts = dutyConflicts(facts.policy, { held: facts.held, adds: paths(facts), removes: [] });
  if (isBlocked(conflicts)) return refused('duties_conflict', conflicts.map(({ because }) => because).join(' '));
  const decision = decisionOn(given.kind, facts, ruleFacts(facts, leased.value.under, given.now), calendar);
  if (decision.kind === 'deny') return refused('denied_by_policy', decision.message);
  const flow = decision.kind === 'flow' ? decision.flow : undefined;
  const levels = await levelsOf(deps.store, { wish, facts, flow, now: given.now });
  if (!levels.ok) return levels;
  const request = draftRequest({
    ...given,
    wish,
    facts,
    ...leased.value,
    flow,
    ...levels.value,
    conflicts,
    calendar,
  });
  return ok(prepared(deps, { request, facts, decision, leaseNotice: leased.value.under.notice, conflicts }));
}

function prepared(deps: PrepareDeps, given: Omit<Prepared, 'notified' | 'hash'>): Prepared {
  const { levels, lease, flags, flow } = given.request;
  const asked = new Set(levels.flatMap(({ approvers }) => approvers.map(({ personId }) => personId)));
  const shown = { levels, granted: lease.granted, flags, flow, conflicts: given.conflicts };
  return { ...given, notified: asked.size, hash: deps.keys.sha256(canonicalJson(shown)) };
}

function underLimits(wish: RequestWish, facts: WishFacts, now: Instant, calendar: Calendar) {
  const { app, policy, changes } = facts;
  const inForce = limitsInForce({
    entitlements: changes.map(({ entitlement }) => entitlement.lease),
    app: app.settings.lease,
    organisation: { maximum: policy.organisation.maximumLease },
  });
  const breakGlass = wish.emergency ? app.settings.breakGlass?.maximum : undefined;
  const limits = breakGlass === undefined ? inForce : limitsInEmergency(inForce, breakGlass);
  const valid = validateLease(wish.lease ?? { kind: 'indefinite' }, now);
  if (!valid.ok) return valid;
  return ok({ limits, asked: valid.value, under: leaseUnderLimit(valid.value, limits, now, calendar) });
}

/** A direct grant asks nobody, but where the organisation wants a second admin for what is of high risk. */
function decisionOn(
  kind: 'request' | 'direct_grant',
  { policy, changes }: WishFacts,
  facts: RequestFacts,
  calendar: Calendar,
): PolicyDecision {
  if (kind === 'request') return matchRule(policy, facts, calendar);
  const isHigh = changes.some(({ entitlement }) => entitlement.risk === 'high');
  const needsSecond = policy.organisation.secondAdminForHighRisk && isHigh;
  return { ...(needsSecond ? { kind: 'flow', flow: SECOND_ADMIN_FLOW } : { kind: 'auto_approve' }), matches: [] };
}

interface LevelsWish {
  readonly wish: RequestWish;
  readonly facts: WishFacts;
  readonly flow: Flow | undefined;
  readonly now: Instant;
}

type Names = { readonly [id: string]: string };

async function levelsOf(
  store: Store,
  { wish, facts, flow, now }: LevelsWish,
): Promise<Result<{ readonly levels: readonly Level[]; readonly names: Names }>> {
  if (flow === undefined || wish.emergency) return ok({ levels: [], names: {} });
  const { app, requester, beneficiary } = facts;
  const entitlements = facts.changes.map(({ entitlement }) => entitlement);
  const also = [requester.id, ...wish.approvers];
  const directory = await loadDirectory(store.people, { flow, app, entitlements, beneficiary, also });
  const subject = { requesterId: requester.id, beneficiaryId: beneficiary.id, entitlements, now };
  const resolved = resolveLevels(flow, directory, subject);
  const picked = resolved.ok ? pickApprovers(resolved.value, wish.approvers) : resolved;
  return picked.ok ? ok({ levels: picked.value, names: namesOf(picked.value, directory) }) : picked;
}

function ruleFacts(
  { app, changes, requester, beneficiary }: WishFacts,
  { granted }: LeaseUnderLimit,
  now: Instant,
): RequestFacts {
  return {
    ...{ app: app.slug, requester, beneficiary, lease: granted, now },
    changes: changes.map(({ wished: { op }, entitlement: { slug, kind, risk } }, index) => ({
      ...{ id: `c${index + 1}`, op, kind, risk, entitlement: `${app.slug}/${slug}` },
    })),
  };
}

function paths({ app, changes }: WishFacts): readonly string[] {
  return changes.map(({ entitlement }) => `${app.slug}/${entitlement.slug}`);
}
