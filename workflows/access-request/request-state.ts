import { condition, workflowInfo } from '@temporalio/workflow';
import type { Handed, Written } from '../../activities/request.activities.ts';
import type { AuditFact } from '../../src/domain/audit/fact.ts';
import type { Answer, RequestStart } from '../../src/domain/request/messages.ts';
import { nextVersion, type Request, type RequestState as State } from '../../src/domain/request/request.ts';
import { isFinal, stateOf } from '../../src/domain/request/state.ts';
import type { Step } from '../../src/domain/request/step.ts';
import { mayBeHeld, stillRevoked } from '../../src/domain/request/take.ts';
import type { Opening } from '../../src/ports/request-store.ts';
import type { Instant } from '../../src/domain/time.ts';
import { recordRequest } from './activities.ts';

interface Habits {
  /** What operators are to see. */
  readonly show: (request: Request) => void;
  /** Whether the life, when it looks next, asks for an activity that records by itself what led to it. */
  readonly willAct: (request: Request) => boolean;
}

/** The request as its workflow holds it: one writer, one snapshot after the other. */
export class RequestState {
  /** Until when everything was told by whoever had it before. */
  readonly toldUpTo: Instant;
  #request: Request;
  #facts: AuditFact[] = [];
  /** Counts what was applied and what is recorded, so that whoever waits for a record need not make it. */
  #applied = 0;
  #recorded = 0;
  /** Up to here an activity that was asked for records it before it does anything else. */
  #entrusted = 0;
  /** Until the request is opened nothing else may write. */
  #isWriting = true;
  #nudged = 0;
  #directoryNews = 0;
  #opening: Opening | undefined;
  #hasLeft = false;
  readonly #clicks: Set<string>;
  readonly #habits: Habits;

  constructor(request: Request, clicks: readonly string[], habits: Partial<Habits> = {}) {
    this.toldUpTo = request.asOf;
    this.#request = request;
    this.#clicks = new Set(clicks);
    this.#habits = { show: () => {}, willAct: () => false, ...habits };
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

  /**
   * For whoever waits for a true answer: resolves when everything applied so far is recorded, or when the activity that
   * begins with recording it is in history with this very task. Then the answer is what was applied, not what follows.
   */
  async keep(): Promise<Answer> {
    const wanted = this.#applied;
    const { state } = this.answer;
    await condition(() => Math.max(this.#recorded, this.#entrusted) >= wanted || (!this.#isWriting && !this.#willAct));
    return this.#entrusted >= wanted ? { ...this.answer, state } : this.record();
  }

  get answer(): Answer {
    return { state: stateOf(this.#request), version: this.#request.version };
  }

  get #willAct(): boolean {
    return !this.isFull && this.#habits.willAct(this.#request);
  }

  async untilNobodyWrites(): Promise<void> {
    while (this.#isWriting) await condition(() => !this.#isWriting);
  }

  /**
   * For an activity that records by itself, what was applied so far included; nobody else may be writing. Messages may
   * still change what the activity does not: `written` replaces nothing else, and not that a change shall end. `begun` is
   * so from now on, whatever answer comes or does not.
   */
  async entrust<T extends { readonly written: Written }>(
    begun: (request: Request) => Request,
    activity: (handed: Handed) => Promise<T>,
  ): Promise<T> {
    const upTo = this.#applied;
    const news = this.#recorded < upTo ? this.#facts.splice(0) : undefined;
    this.#isWriting = true;
    this.#entrusted = upTo;
    this.#request = nextVersion(begun(this.#request), Date.now());
    try {
      const result = await activity({ request: this.#request, news });
      const changes = stillRevoked(result.written.changes, this.#request.changes);
      this.#request = { ...this.#request, ...result.written, changes };
      this.#recorded = upTo;
      return result;
    } finally {
      this.#isWriting = false;
    }
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    const upTo = this.#applied;
    const facts = this.#facts.splice(0);
    this.#request = nextVersion(this.#request, Date.now());
    try {
      await recordRequest(this.#request, facts);
      this.#recorded = upTo;
    } finally {
      this.#isWriting = false;
    }
  }

  /** Said before it waits: what passes in a moment is nobody's to act on. */
  show(): void {
    this.#habits.show({ ...this.#request, asOf: Date.now() });
  }
}
