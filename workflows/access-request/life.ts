import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { RequestId } from '../../src/domain/ids.ts';
import type { RequestStart } from '../../src/domain/request/messages.ts';
import { isDue } from '../../src/domain/request/due.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { isFinal, stateOf } from '../../src/domain/request/state.ts';
import { startOptionsOf } from '../../src/temporal/start-options.ts';
import { RequestState } from './request-state.ts';
import { createShow } from './show.ts';

/** What one workflow has in hand: the request it was started for, and an extension of it that waits for its decision. */
export class Life {
  readonly lease: RequestState;
  /** An activity is taking access back: from here on there is nothing to extend. */
  isTaking = false;
  #extension: RequestState | undefined;
  readonly #extensions = new Map<RequestId, RequestState>();
  readonly #moved = new Map<RequestId, Request>();

  constructor({ request, clicks }: RequestStart) {
    const show = createShow(request);
    this.lease = new RequestState(request, clicks, {
      show: (now) => show(now, this.extension?.request),
      willAct: (now) => isDue(now, Date.now()),
    });
  }

  /** The extension that is not over. */
  get extension(): RequestState | undefined {
    const state = this.#extension;
    return state === undefined || state.opening?.opened === false || isFinal(stateOf(state.request))
      ? undefined
      : state;
  }

  /** Whom a message is for: the lease, or an extension that was ever asked for here. */
  of(about: RequestId | undefined): RequestState | undefined {
    return about === undefined ? this.lease : this.#extensions.get(about);
  }

  /** Where a request that was decided here has gone. */
  movedTo(about: RequestId | undefined): Request | undefined {
    return about === undefined ? undefined : this.#moved.get(about);
  }

  beginExtension(ticket: Request, clicks: readonly string[]): RequestState {
    const state = new RequestState(ticket, clicks);
    this.#extension = state;
    this.#extensions.set(ticket.id, state);
    return state;
  }

  /** Goes on by itself, in a workflow of its own. */
  async sendAway(state: RequestState): Promise<void> {
    const { request } = state;
    this.#moved.set(request.id, request);
    this.#extensions.delete(request.id);
    this.#extension = undefined;
    const { args, ...options } = startOptionsOf({ ...state.asStart(submittedBy(request)), goesOn: undefined });
    // Without this, the child would be killed with its parent.
    await startChild('accessRequestWorkflow', { ...options, args, parentClosePolicy: ParentClosePolicy.ABANDON });
  }

  /** With what its next history begins. */
  asStart(input: RequestStart): RequestStart {
    const { extension } = this;
    return {
      ...this.lease.asStart(input.submitted),
      extension: extension === undefined ? undefined : extension.asStart(submittedBy(extension.request)),
    };
  }
}

function submittedBy({ requesterId, bodyHash }: Request): RequestStart['submitted'] {
  return { principal: requesterId, bodyHash };
}
