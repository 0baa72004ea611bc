import { allHandlersFinished, CancellationScope, condition, continueAsNew } from '@temporalio/workflow';
import type { RequestId } from '../../src/domain/ids.ts';
import type { RequestStart } from '../../src/domain/request/messages.ts';
import type { RequestState as State } from '../../src/domain/request/request.ts';
import { untilDecided } from './approval.ts';
import { listen, listenToOperators } from './handlers.ts';
import { holdUntilOver, takeBackEverything, untilStart } from './lease.ts';
import { open } from './open.ts';
import { RequestState } from './request-state.ts';

export interface AccessRequestResult {
  readonly id: RequestId;
  readonly state: State;
}

/** The life of one request, as long as the access does. */
export async function accessRequestWorkflow(input: RequestStart): Promise<AccessRequestResult> {
  const request = new RequestState(input.request, input.clicks);
  listen(request, input.submitted);
  // Cancelling with Temporal's own tools is a message like any other: it must not cut short what takes access back.
  listenToOperators(request);
  return CancellationScope.nonCancellable(async () => {
    if (await open(request, input)) {
      await untilDecided(request);
      await untilStart(request);
      await holdUntilOver(request).catch((unplanned) => takeBackEverything(request, unplanned));
      await request.record();
    }
    await condition(allHandlersFinished);
    if (request.isFull && !request.isOver) return continueAsNew<typeof accessRequestWorkflow>(request.asStart(input));
    request.show();
    return { id: request.request.id, state: request.now };
  });
}
