import { condition, workflowInfo } from '@temporalio/workflow';
import type { Written } from '../../activities/request.activities.ts';
import type { AuditFact } from '../../src/domain/audit/fact.ts';
import type { Answer, RequestStart } from '../../src/domain/request/messages.ts';
import type { Request, RequestState as State } from '../../src/domain/request/request.ts';
import { isFinal, stateOf } from '../../src/domain/request/state.ts';
import type { Step } from '../../src/domain/request/step.ts';
import { mayBeHeld, stillRevoked } from '../../src/domain/request/take.ts';
import type { Opening } from '../../src/ports/request-store.ts';
import type { Instant } from '../../src/domain/time.ts';
import { recordRequest } from './activities.ts';

/** The request as its workflow holds it: one writer, one snapshot after the other. */
export class RequestState {
  /** Until when everything was told by whoever had it before. */
  readonly toldUpTo: Instant;
  #request: Request;
  #facts: AuditFact[] = [];
  /** Counts what was applied and what is recorded, so that whoever waits for a record need not make it. */
  #applied = 0;
  #recorded = 0;
  /** Until the request is opened nothing else may write. */
  #isWriting = true;
  #nudged = 0;
  #directoryNews = 0;
  #opening: Opening | undefined;
  #hasLeft = false;
  readonly #clicks: Set<string>;
  readonly #show: (request: Request) => void;

  constructor(request: Request, clicks: readonly string[], show: (request: Request) => void = () => {}) {
    this.toldUpTo = request.asOf;
    this.#request = request;
    this.#clicks = new Set(clicks);
    this.#show = show;
  }

  get request(): Request {
    return this.#request;
  }

  get now(): State {
    return stateOf({ ...this.#request, asOf: Date.now() });
  }

  get isOver(): boolean {
    return isFinal(this.now);
  }

  /** Somebody called it off: nothing more is given, and whatever may be held is taken back. */
  get isUnwanted(): boolean {
    return this.#request.endAsked !== undefined || this.#request.closing !== undefined;
  }

  get mayHold(): boolean {
    return this.#request.changes.some(mayBeHeld);
  }

  /** With what its next history begins. */
  asStart(submitted: RequestStart['submitted']): RequestStart {
    return { request: this.#request, facts: [], submitted, clicks: [...this.#clicks], goesOn: true };
  }

  /** False for a click that was applied before. */
  isNew(clickId: string): boolean {
    return !this.#clicks.has(clickId);
  }

  remember(clickId: string): void {
    this.#clicks.add(clickId);
  }

  opened(opening: Opening): void {
    this.#opening = opening;
    this.#isWriting = false;
  }

  get opening(): Opening | undefined {
    return this.#opening;
  }

  /** Takes effect at once, before anything is awaited; `record` makes it visible. */
  apply({ request, facts }: Step): void {
    this.#request = request;
    this.#facts.push(...facts);
    this.#applied++;
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

  /** The history has grown so long that it is time to go on in a new one. */
  get isFull(): boolean {
    return workflowInfo().continueAsNewSuggested;
  }

  /** How much has happened. Taken before looking, so that what happens while acting on it is not slept through. */
  get happened(): number {
    return this.#applied + this.#nudged;
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

  /** An activity is at it that may change what is so. */
  get isWriting(): boolean {
    return this.#isWriting;
  }

  /** Resolves when everything applied so far is recorded, by this call or by one that was under way. */
  async record(): Promise<Answer> {
    const wanted = this.#applied;
    while (this.#recorded < wanted) {
      await condition(() => this.#recorded >= wanted || !this.#isWriting);
      // What was refused in favour of another request has no row, and gets none by what is said to it.
      if (this.#opening?.opened === false) break;
      // Several may have been woken by the same end of a write: only the first of them finds nobody writing.
      if (this.#recorded < wanted && !this.#isWriting) await this.#write();
    }
    return this.answer;
  }

  get answer(): Answer {
    return { state: stateOf(this.#request), version: this.#request.version };
  }

  /**
   * For an activity that records by itself: nothing else writes meanwhile, and the workflow goes on from what it wrote.
   * Messages may still change what the activity does not: `written` replaces nothing else, and not that a change shall end. `begun` is so from now on,
   * whatever answer comes or does not.
   */
  async whileNobodyWrites<T extends { readonly written: Written }>(
    begun: (request: Request) => Request,
    activity: (request: Request) => Promise<T>,
  ): Promise<T> {
    do {
      await this.record();
      await condition(() => !this.#isWriting);
    } while (this.#isWriting || this.#recorded < this.#applied);
    this.#isWriting = true;
    this.#request = begun(this.#request);
    try {
      const result = await activity(this.#request);
      const changes = stillRevoked(result.written.changes, this.#request.changes);
      this.#request = { ...this.#request, ...result.written, changes };
      return result;
    } finally {
      this.#isWriting = false;
    }
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    const upTo = this.#applied;
    const facts = this.#facts.splice(0);
    this.#request = { ...this.#request, version: this.#request.version + 1, asOf: Date.now() };
    try {
      await recordRequest(this.#request, facts);
      this.#recorded = upTo;
    } finally {
      this.#isWriting = false;
    }
  }

  /** Said before it waits: what passes in a moment is nobody's to act on. */
  show(): void {
    this.#show({ ...this.#request, asOf: Date.now() });
  }
}
