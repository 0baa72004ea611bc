import { allHandlersFinished, CancellationScope, condition, continueAsNew } from '@temporalio/workflow';
import type { RequestId } from '../../src/domain/ids.ts';
import type { RequestStart } from '../../src/domain/request/messages.ts';
import type { RequestState as State } from '../../src/domain/request/request.ts';
import { untilDecided } from './approval.ts';
import { goOnDecidingExtension, partWithExtension } from './extension.ts';
import { listen, listenToOperators } from './handlers.ts';
import { holdUntilOver, takeBackEverything, untilStart } from './lease.ts';
import { Life } from './life.ts';
import { open } from './open.ts';

export interface AccessRequestResult {
  readonly id: RequestId;
  readonly state: State;
}

/** The life of one request, as long as the access does. */
export async function accessRequestWorkflow(input: RequestStart): Promise<AccessRequestResult> {
  const life = new Life(input);
  const { lease } = life;
  listen(life, input.submitted);
  // Cancelling with Temporal's own tools is a message like any other: it must not cut short what takes access back.
  listenToOperators(lease);
  return CancellationScope.nonCancellable(async () => {
    if (await open(lease, input)) {
      goOnDecidingExtension(life, input);
      await untilDecided(lease);
      await untilStart(lease);
      await holdUntilOver(life).catch((unplanned) => takeBackEverything(life, unplanned));
      await lease.record();
      if (lease.isOver) await partWithExtension(life);
    }
    await condition(allHandlersFinished);
    if (lease.isFull && !lease.isOver) return continueAsNew<typeof accessRequestWorkflow>(life.asStart(input));
    lease.show();
    return { id: lease.request.id, state: lease.now };
  });
}
