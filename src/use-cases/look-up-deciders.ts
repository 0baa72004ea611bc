import { flowBySlug } from '../domain/policy/flows.ts';
import { reviseLevels } from '../domain/policy/revise-levels.ts';
import type { Level, Request } from '../domain/request/request.ts';
import type { Instant } from '../domain/time.ts';
import type { Store } from '../ports/store.ts';
import { loadDirectory, namesOf } from './prepare/load-directory.ts';

export interface Deciders {
  readonly levels: readonly Level[];
  readonly names: Request['names'];
}

/** Who decides a pending request, by the flow it was submitted under and the directory of now. */
export async function lookUpDeciders(
  store: Pick<Store, 'catalog' | 'people' | 'policy'>,
  request: Request,
  now: Instant,
): Promise<Deciders> {
  const [app, beneficiary, entitlements, policy] = await Promise.all([
    store.catalog.appById(request.appId),
    store.people.byId(request.beneficiaryId),
    store.catalog.entitlementsOf(
      request.appId,
      request.changes.map(({ entitlementId }) => entitlementId),
    ),
    store.policy.version(request.flow.policyVersion),
  ]);
  const flow = policy === undefined ? undefined : flowBySlug(policy, request.flow.slug);
  if (app === undefined || beneficiary === undefined || flow === undefined)
    return { levels: request.levels, names: {} };
  const directory = await loadDirectory(store.people, {
    ...{ app, beneficiary, flow, entitlements },
    also: [
      request.requesterId,
      ...request.levels.flatMap(({ approvers }) => approvers.map(({ personId }) => personId)),
    ],
  });
  const levels = reviseLevels(request, flow, directory, now);
  return { levels, names: namesOf(levels, directory) };
}
