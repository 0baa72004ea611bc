import { setTimeout as delay } from 'node:timers/promises';
import type { Result } from '../../../src/domain/errors.ts';
import type { Lease } from '../../../src/domain/lease/lease.ts';
import { decideRequest } from '../../../src/use-cases/decide-request.ts';
import { type SubmitDeps, type Submitted, submitRequest } from '../../../src/use-cases/submit-request.ts';
import { until } from '../../support/measure.ts';
import type { Happened } from './side.ts';
import { actingAs, type createWishes } from './wishes.ts';

const PATIENCE_MS = 60_000;
const MOST_TRIES = 20;

/** Answers that came too late for the person who waited, and what became of them was not the answer itself. */
export interface Late {
  /** Kept, and done later. */
  recorded: number;
  /** Nobody could say: the same was sent again. */
  sentAgain: number;
}

/** Asking and deciding, by the use cases; a refusal is a fault of the benchmark. */
export function createAsking(deps: SubmitDeps, wishes: Awaited<ReturnType<typeof createWishes>>, happened: Happened) {
  const late: Late = { recorded: 0, sentAgain: 0 };
  return {
    late,

    async submit(kind: string, lease: Lease): Promise<Submitted> {
      const { person, wish, key } = wishes.next(kind, lease);
      const submitted = await confirmed(late, () => submitRequest(deps, actingAs(person), { wish, key }));
      if (submitted.delivery.delivered === 'recorded') {
        late.recorded++;
        await until(() => happened.opened.has(submitted.id), 'opening', PATIENCE_MS);
      }
      return submitted;
    },

    async approve({ id, request }: Submitted): Promise<void> {
      const approver = wishes.person(request.levels[0]?.approvers[0]?.personId);
      const decided = { decision: 'approve', clickId: `yes ${id}` } as const;
      const { delivered } = await confirmed(late, () => decideRequest(deps, actingAs(approver), id, decided));
      if (delivered === 'recorded') late.recorded++;
    },
  };
}

/** Does what the answer says: the same once more. */
async function confirmed<T>(late: Late, ask: () => Promise<Result<T>>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (answer.ok) return answer.value;
    if (answer.problem.code !== 'not_confirmed' || tries === MOST_TRIES) throw new Error(answer.problem.detail);
    late.sentAgain++;
    await delay(100);
  }
}
