import type { AuditFact } from '../domain/audit/fact.ts';
import { ok, type Result, refused } from '../domain/errors.ts';
import { type BundleId, idFromBytes, type RequestId } from '../domain/ids.ts';
import { canonicalJson } from '../domain/json.ts';
import { approveByPolicy } from '../domain/request/decide.ts';
import type { Request } from '../domain/request/request.ts';
import { stateOf } from '../domain/request/state.ts';
import { factAbout, type Step } from '../domain/request/step.ts';
import type { RequestWish } from '../domain/request/wish.ts';
import type { Clock, Ids, Keys } from '../ports/environment.ts';
import type { Delivery, RequestGateway } from '../ports/request-gateway.ts';
import type { Acting } from './acting.ts';
import { type PrepareDeps, type Prepared, prepareRequest } from './prepare/prepare-request.ts';

export interface SubmitDeps extends PrepareDeps {
  readonly gateway: RequestGateway;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Keys;
}

export interface Submission {
  readonly wish: RequestWish;
  readonly kind?: 'request' | 'direct_grant';
  /** The lease that is to get a later end. */
  readonly extending?: Request | undefined;
  /** The same key of the same principal by the same door is the same request. */
  readonly key?: string | undefined;
  /** Of the preview that was shown. */
  readonly hash?: string | undefined;
  /** What it is asked for together with, and the hash of all of that. */
  readonly bundle?: { readonly id: BundleId; readonly hash: string } | undefined;
}

export interface Submitted {
  readonly id: RequestId;
  readonly delivery: Delivery;
  /** As it was submitted, or as it stands where the same key came before. */
  readonly request: Request;
}

/** In order, and not submitted yet; or what the same key became before. */
export interface Ready {
  readonly id: RequestId;
  readonly prepared: Prepared | undefined;
  submit(): Promise<Result<Submitted>>;
}

export async function submitRequest(deps: SubmitDeps, acting: Acting, given: Submission): Promise<Result<Submitted>> {
  const ready = await readyToSubmit(deps, acting, given);
  return ready.ok ? ready.value.submit() : ready;
}

/** Everything that may refuse it is asked here; what happens until `submit`, the workflow finds out. */
export async function readyToSubmit(deps: SubmitDeps, acting: Acting, given: Submission): Promise<Result<Ready>> {
  const { wish, key, bundle, extending, kind = 'request' } = given;
  const id = key === undefined ? deps.ids.newId('request') : requestIdFor(deps, acting, key);
  const bodyHash = deps.keys.sha256(canonicalJson(bundle === undefined ? wish : { wish, bundle: bundle.hash }));
  const [before, prepared] = await Promise.all([
    key === undefined ? undefined : deps.store.requests.byId(id),
    prepareRequest(deps, acting, wish, { id, now: deps.clock.now(), kind, extending }),
  ]);
  if (before !== undefined) return asBefore(before, bodyHash);
  if (!prepared.ok) return refuse(deps, acting, wish, prepared);
  if (given.hash !== undefined && given.hash !== prepared.value.hash) {
    return refused('facts_changed', 'What you were shown has changed. Nothing was submitted: look again.');
  }
  const step = opened(acting, { ...prepared.value.request, bodyHash, bundleId: bundle?.id });
  const submit = async (): Promise<Result<Submitted>> => {
    const delivered = await started(deps, acting, step, prepared.value.extending);
    return delivered.ok ? ok({ id, delivery: delivered.value, request: step.request }) : delivered;
  };
  return ok({ id, prepared: prepared.value, submit });
}

/** In a workflow of its own, or in that of the lease that it extends. */
async function started(
  deps: SubmitDeps,
  { principal, origin }: Acting,
  { request, facts }: Step,
  extending: Request | undefined,
): Promise<Result<Delivery>> {
  const { gateway } = deps;
  const { id, bodyHash } = request;
  if (extending !== undefined) {
    return gateway.send(extending, 'extend', { clickId: `extend ${id}`, origin, ticket: request, facts });
  }
  const start = { request, facts, submitted: { principal, bodyHash }, clicks: [] };
  const isStarted = await gateway.start(start);
  if (!isStarted.ok) return isStarted;
  // To ask the workflow costs more than to look, and is needed only where it may have something else to say.
  const seen = isStarted.value ? await seenToOpen(deps, request) : undefined;
  return seen === undefined ? gateway.submit(start) : ok(seen);
}

/** A worker that is there opens it in a moment, unless another one for the same was first: undefined, then it knows. */
async function seenToOpen({ store, gateway }: SubmitDeps, request: Request): Promise<Delivery | undefined> {
  const { id, version, beneficiaryId, changes } = request;
  const opened: Delivery = { delivered: 'applied', answer: { state: stateOf(request), version } };
  if (await store.requests.hasReached(id, version, 300)) return opened;
  const pending = await store.requests.pendingFor(beneficiaryId);
  if (changes.some(({ entitlementId }) => (pending.get(entitlementId) ?? id) !== id)) return undefined;
  if (await store.requests.hasReached(id, version, gateway.patienceMs)) return opened;
  const isWaiting = await gateway.isRunning(request).catch(() => true);
  return isWaiting ? { delivered: 'recorded' } : undefined;
}

/** The same one again for the same key of the same principal by the same door. */
export function requestIdFor(
  { keys }: Pick<SubmitDeps, 'keys'>,
  { principal, origin }: Acting,
  key: string,
): RequestId {
  return idFromBytes('request', keys.keyedHash('request id', canonicalJson([principal, origin.surface, key])));
}

function asBefore(request: Request, bodyHash: string): Result<Ready> {
  if (request.bodyHash !== bodyHash) {
    return refused(
      'idempotency_mismatch',
      `The same key came before with something else in it: ${request.id}. That was kept.`,
    );
  }
  const { id, version } = request;
  const delivery = { delivered: 'applied', answer: { state: stateOf(request), version } } as const;
  return ok({ id, prepared: undefined, submit: () => Promise.resolve(ok({ id, request, delivery })) });
}

/** Approved by nobody only where policy names the way, and then the record names it too. */
function opened(acting: Acting, request: Request): Step {
  const { origin } = acting;
  const data = {
    kind: request.kind,
    beneficiary: request.beneficiaryId,
    app: request.appId,
    reason: request.reason,
    flow: request.flow.slug,
  };
  const facts: AuditFact[] = [factAbout(request, 'request.opened', request.createdAt, origin, data)];
  const how = APPROVALS[request.flow.approval];
  if (how === undefined) return { request, facts };
  const approved = approveByPolicy(request, how, request.createdAt, origin);
  return { request: approved.request, facts: [...facts, ...approved.facts] };
}

const APPROVALS = {
  levels: undefined,
  auto_approve: 'request.auto_approved',
  emergency: 'request.emergency_approved',
  direct_grant: 'direct_grant.made',
} as const;

/** A refusal by policy is a fact, though there is no ticket. */
async function refuse(
  { store, clock }: SubmitDeps,
  { person, origin }: Acting,
  wish: RequestWish,
  refusal: Extract<Result<Prepared>, { ok: false }>,
): Promise<Extract<Result<Prepared>, { ok: false }>> {
  if (refusal.problem.code !== 'denied_by_policy') return refusal;
  const data = { app: wish.appId, for: wish.beneficiaryId, message: refusal.problem.detail };
  const subject = `person:${person.id}`;
  await store.audit.append([{ fact: 'request.denied', at: clock.now(), subject, data, ...origin }]);
  return refusal;
}
