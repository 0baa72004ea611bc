import { ok, type Result, refused } from '../domain/errors.ts';
import type { PersonId, RequestId } from '../domain/ids.ts';
import type { GrantedRole } from '../domain/people/person.ts';
import { may, type Relation, relationsThat } from '../domain/people/rights.ts';
import { openLevel } from '../domain/request/decide.ts';
import type { Request } from '../domain/request/request.ts';
import { stateOf, type Tab } from '../domain/request/state.ts';
import type { Clock } from '../ports/environment.ts';
import type { RequestQuery } from '../ports/request-store.ts';
import type { Store } from '../ports/store.ts';
import { lookUpDeciders } from './look-up-deciders.ts';

/** Who looks: a person, or a service that has a role and is nobody. */
export interface Viewer {
  readonly personId: PersonId | undefined;
  readonly roles: readonly GrantedRole[];
}

interface Deps {
  readonly store: Pick<Store, 'requests' | 'policy' | 'people' | 'catalog'>;
  readonly clock: Clock;
}

/** Own ones and those one can decide, for others too; all for admins and auditors, or where the organisation says so. */
export async function listRequests(
  deps: Deps,
  viewer: Viewer,
  query: Omit<RequestQuery, 'viewer' | 'standsFor'>,
): Promise<readonly Request[]> {
  const sight = await sightOf(deps, viewer, query);
  if (sight === undefined) return [];
  return deps.store.requests.page({ ...query, ...sight });
}

/** How many of them there are in each tab, counted up to `most`. */
export async function countRequests(
  deps: Deps,
  viewer: Viewer,
  query: Pick<RequestQuery, 'search' | 'app' | 'states' | 'decides' | 'bundle'>,
  most: number,
): Promise<{ readonly [One in Tab]: number }> {
  const sight = await sightOf(deps, viewer, query);
  return sight === undefined
    ? { open: 0, closed: 0, rejected: 0 }
    : deps.store.requests.counts({ ...query, ...sight }, most);
}

type Sight = Pick<RequestQuery, 'viewer' | 'standsFor'>;

/** As whom they look; undefined: as nobody, who sees nothing. */
async function sightOf(deps: Deps, viewer: Viewer, query: Partial<RequestQuery>): Promise<Sight | undefined> {
  const isPersonal = query.decides === true || query.own === true;
  if (!isPersonal && (await seesAll(deps, viewer))) return { viewer: undefined };
  const { personId } = viewer;
  return personId === undefined ? undefined : { viewer: personId, standsFor: await standsFor(deps, personId) };
}

/** What one may not see is not there. */
export async function seeRequest(deps: Deps, viewer: Viewer, id: RequestId): Promise<Result<Request>> {
  const stored = await deps.store.requests.byId(id);
  const request = stored === undefined ? undefined : await asSeenBy(deps, viewer, stored);
  if (request === undefined) return refused('not_found', 'There is no such request.');
  const sees = (await seesAll(deps, viewer)) || (await isTheirs(deps, viewer, request));
  return sees ? ok(request) : refused('not_found', 'There is no such request.');
}

/** Who was away when it was asked may be back, and decides by now: then it is theirs, though nobody has looked since. */
async function asSeenBy({ store, clock }: Deps, { personId }: Viewer, request: Request): Promise<Request> {
  const wasSkipped = openLevel(request)?.skipped?.some((one) => one.personId === personId) ?? false;
  if (personId === undefined || !wasSkipped || stateOf(request) !== 'pending_approval') return request;
  const { levels, names } = await lookUpDeciders(store, request, clock.now());
  return { ...request, levels, names: { ...names, ...request.names } };
}

async function isTheirs(deps: Deps, { personId, roles }: Viewer, request: Request): Promise<boolean> {
  return personId !== undefined && may('see_request', roles, await relationsTo(deps, personId, request));
}

async function relationsTo(deps: Deps, personId: PersonId, request: Request): Promise<Relation[]> {
  const { requesterId, beneficiaryId, levels, appId } = request;
  const self = personId === requesterId || personId === beneficiaryId;
  const deciders = levels.flatMap(({ approvers }) => approvers.map((approver) => approver.personId));
  if (self || deciders.includes(personId)) return relationsThat({ self, decider: deciders.includes(personId) });
  const [others, app] = await Promise.all([standsFor(deps, personId), deps.store.catalog.appById(appId)]);
  return relationsThat({
    stand_in: deciders.some((id) => others.includes(id)),
    owner: app?.ownerIds.includes(personId) === true,
  });
}

/** For whom this person decides as well, now. */
export async function standsFor(
  { store, clock }: { readonly store: Pick<Store, 'people'>; readonly clock: Clock },
  personId: PersonId,
): Promise<readonly PersonId[]> {
  const now = clock.now();
  const live = (await store.people.delegationsTo(personId)).filter((one) => one.startsAt <= now && now < one.endsAt);
  return live.map(({ fromId }) => fromId);
}

async function seesAll({ store }: Deps, { roles }: Viewer): Promise<boolean> {
  if (may('see_request', roles)) return true;
  return (await store.policy.current())?.policy.organisation.membersSee === 'all';
}
