import { condition } from '@temporalio/workflow';
import type { RequestStart } from '../../src/domain/request/messages.ts';
import type { Request, RequestState as State } from '../../src/domain/request/request.ts';
import { isFinal, stateOf } from '../../src/domain/request/state.ts';
import { mayBeHeld } from '../../src/domain/request/take.ts';
import type { Instant } from '../../src/domain/time.ts';
import { Recording } from './recording.ts';

interface Habits {
  /** What operators are to see. */
  readonly show: (request: Request) => void;
  /** Whether the life, when it looks next, asks for an activity that records by itself what led to it. */
  readonly willAct: (request: Request) => boolean;
}

/** The request as its workflow holds it, and what happens to it. */
export class RequestState extends Recording {
  /** Until when everything was told by whoever had it before. */
  readonly toldUpTo: Instant;
  #nudged = 0;
  #directoryNews = 0;
  #hasLeft = false;
  readonly #clicks: Set<string>;
  readonly #show: Habits['show'];

  constructor(
    request: Request,
    clicks: readonly string[],
    { show = () => {}, willAct = () => false }: Partial<Habits> = {},
  ) {
    super(request, willAct);
    this.toldUpTo = request.asOf;
    this.#clicks = new Set(clicks);
    this.#show = show;
  }

  get now(): State {
    return stateOf({ ...this.request, asOf: Date.now() });
  }

  get isOver(): boolean {
    return isFinal(this.now);
  }

  /** Somebody called it off: nothing more is given, and whatever may be held is taken back. */
  get isUnwanted(): boolean {
    return this.request.endAsked !== undefined || this.request.closing !== undefined;
  }

  get mayHold(): boolean {
    return this.request.changes.some(mayBeHeld);
  }

  /** With what its next history begins. */
  asStart(submitted: RequestStart['submitted']): RequestStart {
    return { request: this.request, facts: [], submitted, clicks: [...this.#clicks], goesOn: true };
  }

  /** False for a click that was applied before. */
  isNew(clickId: string): boolean {
    return !this.#clicks.has(clickId);
  }

  remember(clickId: string): void {
    this.#clicks.add(clickId);
  }

  /** Something happened outside that may be worth another look. */
  nudge(): void {
    this.#nudged++;
  }

  /** Somebody of those who decide may have left. */
  directoryChanged(): void {
    this.#directoryNews++;
    this.nudge();
  }

  get directoryNews(): number {
    return this.#directoryNews;
  }

  /** Goes on elsewhere: here nobody decides it any more. */
  leave(): void {
    this.#hasLeft = true;
    this.nudge();
  }

  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /** How much has happened. Taken before looking, so that what happens while acting on it is not slept through. */
  get happened(): number {
    return this.applied + this.#nudged;
  }

  /** Sleeps until the moment has come, or something happened after `seen`: true. */
  async untilChanged(seen: number, moment: Instant | undefined): Promise<boolean> {
    const changed = () => this.happened !== seen;
    this.show();
    if (moment === undefined) await condition(changed);
    // A message may come in the very task in which the timer fires: then the timer wins, and the message has been applied.
    else await condition(changed, Math.max(1, moment - Date.now()));
    return changed();
  }

  /** Said before it waits: what passes in a moment is nobody's to act on. */
  show(): void {
    this.#show({ ...this.request, asOf: Date.now() });
  }
}
