import type { Instant } from '../domain/time.ts';

/** What a call with an `Idempotency-Key` came to. */
export interface KeptAnswer {
  /** Of who called what with which key. */
  readonly key: string;
  readonly bodyHash: string;
  /** Absent where it had not taken effect yet: asking again tells. */
  readonly answer: string | undefined;
  readonly at: Instant;
}

export interface AnswerStore {
  find(key: string): Promise<KeptAnswer | undefined>;
  /** And forgets those from before `since`. */
  keep(answer: KeptAnswer, since: Instant): Promise<void>;
}
