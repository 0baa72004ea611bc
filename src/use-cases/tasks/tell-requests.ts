import type { Holding } from '../../domain/ledger/claim.ts';
import { isFinal, stateOf } from '../../domain/request/state.ts';
import type { RequestId } from '../../domain/ids.ts';
import type { Task } from '../../domain/work/task.ts';
import type { Address } from '../../ports/request-gateway.ts';
import type { TaskDeps } from './deps.ts';

type Deps = Pick<TaskDeps, 'store' | 'gateway'>;

export async function holdingOfTask({ store }: Pick<TaskDeps, 'store'>, task: Task): Promise<Holding | undefined> {
  const { accountId, entitlementId } = task;
  if (accountId === undefined || entitlementId === undefined) return undefined;
  return store.ledger.holdingOf(accountId, entitlementId);
}

/**
 * Whoever waits for this to be given or gone looks again at once. What cannot be told is no reason to fail: what was done
 * is written down, and they look by themselves after a while.
 */
export async function tellRequests(deps: Deps, task: Task, holding: Holding | undefined): Promise<void> {
  const claims = holding === undefined ? [] : await deps.store.ledger.claimsOf(holding.id);
  const to = await addresses(deps, [task.requestId, ...claims.map(({ requestId }) => requestId)]);
  const { gateway } = deps;
  await (holding === undefined ? gateway.nudge(to) : gateway.holdingSettled(to, holding.id)).catch(() => {});
}

async function addresses({ store }: Deps, ids: readonly (RequestId | undefined)[]): Promise<Address[]> {
  const wanted = [...new Set(ids)].filter((id) => id !== undefined);
  const requests = await Promise.all(wanted.map((id) => store.requests.byId(id)));
  return requests.flatMap((request) => (request === undefined || isFinal(stateOf(request)) ? [] : [request]));
}
