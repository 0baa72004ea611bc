import { ok, type Result, refused } from '../domain/errors.ts';
import type { PersonId, RequestId } from '../domain/ids.ts';
import type { GrantedRole } from '../domain/people/person.ts';
import { whoCanAct } from '../domain/policy/level-progress.ts';
import { openLevelIndex } from '../domain/request/decide.ts';
import { may, type Relation, relationsThat } from '../domain/people/rights.ts';
import type { Request } from '../domain/request/request.ts';
import type { Clock } from '../ports/environment.ts';
import type { RequestQuery } from '../ports/request-store.ts';
import type { Store } from '../ports/store.ts';

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
  const { personId } = viewer;
  const { requests } = deps.store;
  const isPersonal = query.decides === true || query.own === true;
  if (!isPersonal && (await seesAll(deps, viewer))) return requests.page({ ...query, viewer: undefined });
  if (personId === undefined) return [];
  const others = await standsFor(deps, personId);
  const found = await requests.page({ ...query, viewer: personId, standsFor: query.own === true ? [] : others });
  return found.filter((request) => isWanted(request, query, [personId, ...others]));
}

/** Of a level that wants all of them, some have had their say. */
function isWanted(
  { requesterId, beneficiaryId, levels }: Request,
  { own, decides }: Pick<RequestQuery, 'own' | 'decides'>,
  people: readonly PersonId[],
): boolean {
  const [self] = people;
  if (own === true && requesterId !== self && beneficiaryId !== self) return false;
  const able = decides === true ? whoCanAct(levels, openLevelIndex({ levels })) : people;
  return able.some((id) => people.includes(id));
}

/** What one may not see is not there. */
export async function seeRequest(deps: Deps, viewer: Viewer, id: RequestId): Promise<Result<Request>> {
  const request = await deps.store.requests.byId(id);
  const sees = request !== undefined && ((await seesAll(deps, viewer)) || (await isTheirs(deps, viewer, request)));
  return sees ? ok(request) : refused('not_found', 'There is no such request.');
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
