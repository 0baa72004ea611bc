import { ok, type Result } from '../../domain/errors.ts';
import type { HoldingId, PersonId, RequestId } from '../../domain/ids.ts';
import type { Claim } from '../../domain/ledger/claim.ts';
import type { LevelDecision, Request } from '../../domain/request/request.ts';
import type { Held } from '../../ports/access-store.ts';
import type { Store } from '../../ports/store.ts';
import type { Viewer } from '../see-requests.ts';
import { seeHolding } from './see-access.ts';

/** Why it is held: every reason that is live, with the request that it comes from. */
export interface WhyHeld {
  readonly held: Held;
  readonly reasons: readonly Reason[];
  /** Why it was held, where it is not to be any more. */
  readonly before: Reason | undefined;
  /** Of everybody spoken of. */
  readonly names: { readonly [id: PersonId]: string };
}

export interface Reason {
  readonly claim: Claim;
  /** Absent: it belongs to no request, such as what was there before. */
  readonly request: Request | undefined;
  readonly change: Request['changes'][number] | undefined;
  /** Of the request, and of the extensions that it got. */
  readonly approvals: readonly LevelDecision[];
}

type Deps = Pick<Store, 'access' | 'catalog' | 'people' | 'requests'>;

export async function whyHeld(store: Deps, viewer: Viewer, id: HoldingId): Promise<Result<WhyHeld>> {
  const held = await seeHolding(store, viewer, id);
  if (!held.ok) return held;
  const reasons = await reasonsFor(store, [held.value]);
  return ok(whyOf(held.value, reasons));
}

/** The same of each of these, which the viewer was found to see. */
export async function whyEachHeld(store: Omit<Deps, 'access' | 'catalog'>, all: readonly Held[]): Promise<WhyHeld[]> {
  const reasons = await reasonsFor(store, all);
  return all.map((held) => whyOf(held, reasons));
}

interface Reasons {
  readonly requests: ReadonlyMap<RequestId | undefined, Request>;
  readonly names: WhyHeld['names'];
}

function whyOf(held: Held, { requests, names }: Reasons): WhyHeld {
  const live = held.claims.filter((claim) => claim.live);
  const last = live.length === 0 ? held.claims.at(-1) : undefined;
  return {
    ...{ held, names, reasons: live.map((claim) => reasonOf(claim, requests)) },
    before: last === undefined ? undefined : reasonOf(last, requests),
  };
}

async function reasonsFor(store: Omit<Deps, 'access' | 'catalog'>, all: readonly Held[]): Promise<Reasons> {
  const ids = all.flatMap(({ claims }) => [...claims.filter(({ live }) => live), ...claims.slice(-1)]);
  const leases = await store.requests.some([...new Set(ids.flatMap(({ requestId }) => requestId ?? []))]);
  const extensions = await store.requests.some(leases.flatMap(({ lease }) => lease.extendedBy ?? []));
  const requests = new Map([...leases, ...extensions].map((one) => [one.id, one]));
  return { requests, names: await namesIn(store, [...requests.values()], all) };
}

function reasonOf(claim: Claim, requests: Reasons['requests']): Reason {
  const request = requests.get(claim.requestId);
  const extensions = request?.lease.extendedBy?.map((id) => requests.get(id)) ?? [];
  const decisions = [request, ...extensions].flatMap((one) => one?.levels.flatMap((level) => level.decisions) ?? []);
  return {
    ...{ claim, request },
    change: request?.changes.find(({ id }) => id === claim.changeId),
    approvals: decisions.filter(({ verdict }) => verdict === 'approve'),
  };
}

/** A delegate stands in no request by name. */
async function namesIn(
  { people }: Pick<Deps, 'people'>,
  requests: readonly Request[],
  all: readonly Held[],
): Promise<WhyHeld['names']> {
  const ids = requests.flatMap(({ requesterId, levels }) => [
    requesterId,
    ...levels.flatMap(({ decisions }) => decisions.flatMap(({ by, onBehalfOf }) => [by, onBehalfOf ?? by])),
  ]);
  const attesters = all.flatMap(({ proof }) => (proof?.kind === 'attested' ? [proof.by] : []));
  const found = await people.find({ ids: [...new Set([...ids, ...attesters])] });
  return Object.fromEntries(found.map(({ id, name }) => [id, name]));
}
