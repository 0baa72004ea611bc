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
  const live = held.value.claims.filter((claim) => claim.live);
  const requests = await requestsOf(store, live);
  const reasons = live.map((claim): Reason => reasonOf(claim, requests));
  return ok({ held: held.value, reasons, names: await namesIn(store, reasons) });
}

type Requests = ReadonlyMap<RequestId | undefined, Request>;

/** With the extensions of each. */
async function requestsOf(store: Deps, claims: readonly Claim[]): Promise<Requests> {
  const leases = await named(
    store,
    claims.flatMap(({ requestId }) => requestId ?? []),
  );
  const extensions = await named(
    store,
    leases.flatMap(({ lease }) => lease.extendedBy ?? []),
  );
  return new Map([...leases, ...extensions].map((one) => [one.id, one]));
}

async function named({ requests }: Deps, ids: readonly RequestId[]): Promise<readonly Request[]> {
  const found = await Promise.all([...new Set(ids)].map((id) => requests.byId(id)));
  return found.filter((one) => one !== undefined);
}

function reasonOf(claim: Claim, requests: Requests): Reason {
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
async function namesIn({ people }: Deps, reasons: readonly Reason[]): Promise<WhyHeld['names']> {
  const ids = reasons.flatMap(({ request, approvals }) => [
    ...(request === undefined ? [] : [request.requesterId]),
    ...approvals.flatMap(({ by, onBehalfOf }) => [by, onBehalfOf ?? by]),
  ]);
  const found = await people.find({ ids: [...new Set(ids)] });
  return Object.fromEntries(found.map(({ id, name }) => [id, name]));
}
