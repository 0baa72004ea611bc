import type { Holding } from '../../domain/ledger/claim.ts';
import { isFinal, stateOf } from '../../domain/request/state.ts';
import type { RequestId } from '../../domain/ids.ts';
import type { Task } from '../../domain/work/task.ts';
import type { Address } from '../../ports/request-gateway.ts';
import type { TaskDeps } from './deps.ts';

interface Deps {
  readonly store: Pick<TaskDeps['store'], 'ledger' | 'requests'>;
  readonly gateway: TaskDeps['gateway'];
}

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
  if (holding !== undefined) return tellHolders(deps, holding, task.requestId);
  await deps.gateway.nudge(await addresses(deps, [task.requestId])).catch(() => {});
}

/** Those whose claims are on it, and whoever else asked. */
export async function tellHolders(deps: Deps, holding: Holding, asker?: RequestId): Promise<void> {
  const claims = await deps.store.ledger.claimsOf(holding.id);
  const to = await addresses(deps, [asker, ...claims.map(({ requestId }) => requestId)]);
  await deps.gateway.holdingSettled(to, holding.id).catch(() => {});
}

async function addresses({ store }: Deps, ids: readonly (RequestId | undefined)[]): Promise<Address[]> {
  const wanted = [...new Set(ids)].filter((id) => id !== undefined);
  const requests = await Promise.all(wanted.map((id) => store.requests.byId(id)));
  return requests.flatMap((request) => (request === undefined || isFinal(stateOf(request)) ? [] : [request]));
}
