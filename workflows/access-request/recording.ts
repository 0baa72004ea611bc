import { condition, workflowInfo } from '@temporalio/workflow';
import type { Handed, Written } from '../../activities/request.activities.ts';
import type { AuditFact } from '../../src/domain/audit/fact.ts';
import type { Answer } from '../../src/domain/request/messages.ts';
import { nextVersion, type Request } from '../../src/domain/request/request.ts';
import { stateOf } from '../../src/domain/request/state.ts';
import type { Step } from '../../src/domain/request/step.ts';
import { stillRevoked } from '../../src/domain/request/take.ts';
import type { Opening } from '../../src/ports/request-store.ts';
import { recordRequest } from './activities.ts';

/** A request and how it is written: by one writer at a time, one snapshot after the other. */
export abstract class Recording {
  #request: Request;
  #facts: AuditFact[] = [];
  /** Counts what was applied and what is recorded, so that whoever waits for a record need not make it. */
  #applied = 0;
  #recorded = 0;
  /** Up to here an activity that was asked for records it before it does anything else. */
  #entrusted = 0;
  /** Until the request is opened nothing else may write. */
  #isWriting = true;
  #opening: Opening | undefined;
  /** Whether the life, when it looks next, asks for an activity that records by itself what led to it. */
  readonly #willAct: (request: Request) => boolean;

  constructor(request: Request, willAct: (request: Request) => boolean) {
    this.#request = request;
    this.#willAct = willAct;
  }

  get request(): Request {
    return this.#request;
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

  get applied(): number {
    return this.#applied;
  }

  /** The history has grown so long that it is time to go on in a new one. */
  get isFull(): boolean {
    return workflowInfo().continueAsNewSuggested;
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
    await condition(() => Math.max(this.#recorded, this.#entrusted) >= wanted || (!this.#isWriting && !this.#isToAct));
    return this.#entrusted >= wanted ? { ...this.answer, state } : this.record();
  }

  get answer(): Answer {
    return { state: stateOf(this.#request), version: this.#request.version };
  }

  /** What was not opened, or goes on in a new history, is not acted on here. */
  get #isToAct(): boolean {
    return !this.isFull && this.#opening?.opened !== false && this.#willAct(this.#request);
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
}
