import type { Request } from '../../domain/request/request.ts';
import { stateOf } from '../../domain/request/state.ts';
import { type UsualLease, usualLease } from '../../domain/telling/usual-lease.ts';
import type { Store } from '../../ports/store.ts';

/** Of more than these nothing else would follow. */
const MOST = 20;

/** How long others had what somebody has to decide on; undefined where that is several things, or nothing is usual. */
export async function seeUsualLease(
  { requests }: Pick<Store, 'requests'>,
  request: Request,
): Promise<UsualLease | undefined> {
  const [change, ...others] = request.changes;
  const isNew = request.kind !== 'extend' && change !== undefined && change.op !== 'remove' && others.length === 0;
  if (!isNew || stateOf(request) !== 'pending_approval') return undefined;
  return usualLease(await requests.givenLately(request.appId, change.entitlementId, MOST));
}
