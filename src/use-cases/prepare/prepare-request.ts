import { ok, type Result, refused } from '../../domain/errors.ts';
import type { RequestId } from '../../domain/ids.ts';
import { canonicalJson } from '../../domain/json.ts';
import type { Calendar } from '../../domain/lease/calendar.ts';
import type { LeaseUnderLimit } from '../../domain/lease/lease-under-limit.ts';
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
import { asModifying, leaseToExtend } from './held-already.ts';
import { leaseOfWish } from './lease-of-wish.ts';
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
  /** The lease that would get a later end: then this is an extension of it. */
  readonly extending: Request | undefined;
  /** Of everything shown in a preview: another hash at submit means that something of it has changed. */
  readonly hash: string;
}

export interface Preparing {
  readonly id: RequestId;
  readonly now: Instant;
  readonly kind: 'request' | 'direct_grant';
  /** The lease that is to get a later end. */
  readonly extending?: Request | undefined;
}

/** The one code of preview and submit: eligibility, lease after limits, conflicts, who decides and why. */
export async function prepareRequest(
  deps: PrepareDeps,
  acting: Acting,
  asked: RequestWish,
  given: Preparing,
): Promise<Result<Prepared>> {
  const loaded = await loadFacts(deps.store, acting, asked);
  if (!loaded.ok) return loaded;
  const facts = loaded.value;
  const wish = asModifying(asked, facts);
  const mayExtend = given.kind === 'request' && !asked.emergency;
  const extending = given.extending ?? (mayExtend ? await leaseToExtend(deps.store, wish, facts) : undefined);
  const inOrder = checkWish(wish, facts, given.kind, extending !== undefined);
  if (!inOrder.ok) return inOrder;
  return draft(deps, { ...given, wish, facts, extending });
}

interface Draftable extends Preparing {
  readonly wish: RequestWish;
  readonly facts: WishFacts;
}

async function draft(deps: PrepareDeps, given: Draftable): Promise<Result<Prepared>> {
  const { wish, facts, extending, now } = given;
  const calendar = deps.calendarOf(facts.policy.organisation.zone);
  const leased = leaseOfWish(wish, facts, extending, now, calendar);
  if (!leased.ok) return leased;
  const conflicts = dutyConflicts(facts.policy, { held: facts.held, ...movesOf(wish, facts) });
  if (isBlocked(conflicts)) return refused('duties_conflict', conflicts.map(({ because }) => because).join(' '));
  const decision = decisionOn(given, ruleFacts(given, leased.value.under), calendar);
  if (decision.kind === 'deny') return refused('denied_by_policy', decision.message);
  const flow = decision.kind === 'flow' ? decision.flow : undefined;
  const adds = wish.changes.filter(({ op }) => op === 'add').map(({ entitlementId }) => entitlementId);
  const [levels, hadBefore] = await Promise.all([
    levelsOf(deps.store, { wish, facts, flow, now }),
    deps.store.requests.hadBefore(wish.beneficiaryId, adds),
  ]);
  if (!levels.ok) return levels;
  const request = draftRequest({ ...given, ...leased.value, flow, ...levels.value, conflicts, calendar, hadBefore });
  return ok(prepared(deps, { request, facts, decision, leaseNotice: leased.value.under.notice, conflicts, extending }));
}

function prepared(deps: PrepareDeps, given: Omit<Prepared, 'notified' | 'hash'>): Prepared {
  const { levels, lease, flags, flow } = given.request;
  const asked = new Set(levels.flatMap(({ approvers }) => approvers.map(({ personId }) => personId)));
  const shown = { levels, granted: lease.granted, flags, flow, conflicts: given.conflicts };
  return { ...given, notified: asked.size, hash: deps.keys.sha256(canonicalJson(shown)) };
}

/** A direct grant asks nobody, but where the organisation wants a second admin for what is of high risk. */
function decisionOn({ kind, wish, facts }: Draftable, asRulesSee: RequestFacts, calendar: Calendar): PolicyDecision {
  const { policy, changes } = facts;
  if (kind === 'request') return byRules(matchRule(policy, asRulesSee, calendar), wish);
  const isHigh = changes.some(({ entitlement }) => entitlement.risk === 'high');
  const needsSecond = policy.organisation.secondAdminForHighRisk && isHigh;
  return { ...(needsSecond ? { kind: 'flow', flow: SECOND_ADMIN_FLOW } : { kind: 'auto_approve' }), matches: [] };
}

/** Giving something up needs nobody's consent, unless a rule says so. */
function byRules(decision: PolicyDecision, { changes }: RequestWish): PolicyDecision {
  const isRuled = decision.matches.some(({ rule }) => rule !== undefined) || decision.kind === 'deny';
  const onlyRemoves = changes.every(({ op }) => op === 'remove');
  return onlyRemoves && !isRuled ? { kind: 'auto_approve', matches: decision.matches } : decision;
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

function ruleFacts({ facts, extending, now }: Draftable, { granted }: LeaseUnderLimit): RequestFacts {
  const { app, changes, requester, beneficiary } = facts;
  return {
    ...{ app: app.slug, requester, beneficiary, lease: granted, now },
    changes: changes.map(({ wished: { op }, entitlement: { slug, kind, risk } }, index) => ({
      ...{ id: `c${index + 1}`, op: extending === undefined ? op : 'extend', kind, risk },
      entitlement: `${app.slug}/${slug}`,
    })),
  };
}

function movesOf({ changes: wished }: RequestWish, { app, changes }: WishFacts) {
  const paths = (isMeant: (op: string) => boolean) =>
    changes
      .filter((_, at) => isMeant(wished[at]?.op ?? ''))
      .map(({ entitlement }) => `${app.slug}/${entitlement.slug}`);
  return { adds: paths((op) => op !== 'remove'), removes: paths((op) => op === 'remove') };
}
