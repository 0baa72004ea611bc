import type { Lease } from '../../../src/domain/lease/lease.ts';
import { decideRequest } from '../../../src/use-cases/decide-request.ts';
import { type SubmitDeps, type Submitted, submitRequest } from '../../../src/use-cases/submit-request.ts';
import { until } from '../../support/measure.ts';
import type { Happened } from './side.ts';
import { actingAs, type createWishes } from './wishes.ts';

const PATIENCE_MS = 60_000;

/** Asking and deciding, by the use cases; a refusal is a fault of the benchmark. */
export function createAsking(deps: SubmitDeps, wishes: Awaited<ReturnType<typeof createWishes>>, happened: Happened) {
  return {
    async submit(kind: string, lease: Lease): Promise<Submitted> {
      const { person, wish } = wishes.next(kind, lease);
      const submitted = await submitRequest(deps, actingAs(person), { wish });
      if (!submitted.ok) throw new Error(submitted.problem.detail);
      const { id, delivery } = submitted.value;
      // Where it took longer than people wait: it is kept, and opened later.
      if (delivery.delivered === 'recorded') await until(() => happened.opened.has(id), 'opening', PATIENCE_MS);
      return submitted.value;
    },

    async approve({ id, request }: Submitted): Promise<void> {
      const approver = wishes.person(request.levels[0]?.approvers[0]?.personId);
      const decided = await decideRequest(deps, actingAs(approver), id, { decision: 'approve', clickId: `yes ${id}` });
      if (!decided.ok) throw new Error(decided.problem.detail);
    },
  };
}
