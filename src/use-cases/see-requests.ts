import { ok, type Result, refused } from '../domain/errors.ts';
import type { PersonId, RequestId } from '../domain/ids.ts';
import type { GrantedRole } from '../domain/people/person.ts';
import type { Request } from '../domain/request/request.ts';
import type { RequestQuery } from '../ports/request-store.ts';
import type { Store } from '../ports/store.ts';

/** Who looks: a person, or a service that has a role and is nobody. */
export interface Viewer {
  readonly personId: PersonId | undefined;
  readonly roles: readonly GrantedRole[];
}

type Deps = Pick<Store, 'requests' | 'policy'>;

/** Own ones and those one can decide; all for admins and auditors, or where the organisation says so. */
export async function listRequests(
  store: Deps,
  viewer: Viewer,
  query: Omit<RequestQuery, 'viewer'>,
): Promise<readonly Request[]> {
  if (await seesAll(store, viewer)) return store.requests.page({ ...query, viewer: undefined });
  return viewer.personId === undefined ? [] : store.requests.page({ ...query, viewer: viewer.personId });
}

/** What one may not see is not there. */
export async function seeRequest(store: Deps, viewer: Viewer, id: RequestId): Promise<Result<Request>> {
  const request = await store.requests.byId(id);
  const sees =
    (await seesAll(store, viewer)) ||
    (viewer.personId !== undefined && (await store.requests.mayView(id, viewer.personId)));
  return request !== undefined && sees ? ok(request) : refused('not_found', 'There is no such request.');
}

async function seesAll({ policy }: Deps, { roles }: Viewer): Promise<boolean> {
  if (roles.length > 0) return true;
  return (await policy.current())?.policy.organisation.membersSee === 'all';
}
