import type { Result } from '../domain/errors.ts';
import type { HoldingId, PersonId, RequestId } from '../domain/ids.ts';
import type { Request } from '../domain/request/request.ts';
import type { Answer, RequestMessages, RequestStart } from '../domain/request/messages.ts';

/** Where a request can be reached: its id, and which of its workflows has it now. */
export interface Address {
  readonly id: RequestId;
  readonly run: number;
  /** Of an extension: the lease in whose workflow it is decided. */
  readonly within?: RequestId | undefined;
}

/**
 * `applied`: it took effect, and this is the state now. `recorded`: it is kept durably and takes effect when a worker is
 * back; sending the same again gives the outcome, never a second one.
 */
export type Delivery = { readonly delivered: 'applied'; readonly answer: Answer } | { readonly delivered: 'recorded' };

/** The only way to a request: starts its workflow and brings it messages. Refusals are those of the workflow. */
export interface RequestGateway {
  /** How long people wait for a true answer before what they said is left for later. */
  readonly patienceMs: number;
  /** Starts its workflow, which is durable with that; false where there may be one already. */
  start(start: RequestStart): Promise<Result<boolean>>;
  /** Starts its workflow, if there is none, and asks it what became of the submit. */
  submit(start: RequestStart): Promise<Result<Delivery>>;
  send<Name extends keyof RequestMessages>(
    to: Address,
    name: Name,
    message: RequestMessages[Name],
  ): Promise<Result<Delivery>>;
  /** Starts the workflow of a request anew, from what is stored; nothing if that one runs already. */
  restart(request: Request, extension?: Request): Promise<void>;
  isRunning(at: Address): Promise<boolean>;
  /** All that are, as it was a moment ago. */
  listRunning(): Promise<ReadonlySet<RequestId>>;
  /** What they wait for may have become possible. */
  nudge(to: readonly Address[]): Promise<void>;
  /** Who decides may have changed: somebody stands for somebody else by now, or is away. */
  directoryChanged(to: readonly Address[]): Promise<void>;
  /** What their access hangs on may be so by now. */
  holdingSettled(to: readonly Address[], holdingId: HoldingId): Promise<void>;
  /** Takes care, durably, of everything of somebody who has left. */
  startOffboarding(personId: PersonId): Promise<Result<true>>;
  /** Tells every request of theirs, or that they decide, that this person has left. */
  personOffboarded(to: readonly Address[], personId: PersonId): Promise<void>;
}
