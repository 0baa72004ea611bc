import type { Result } from '../domain/errors.ts';
import type { Instant } from '../domain/time.ts';
import type { Identity } from './session-store.ts';

/** What a provider said about whoever signed in. */
export interface Proven {
  readonly identity: Identity;
  /** Only what the provider has verified. */
  readonly email: string | undefined;
  /** When they proved who they are; absent where the provider does not say so. */
  readonly provenAt: Instant | undefined;
  /** What they belong to there. */
  readonly groups: readonly string[];
}

/** One way of proving who one is, at somebody else's page. */
export interface SignInProvider {
  readonly name: string;
  /** Whether what it says of when somebody proved who they are can be believed. */
  readonly provesAnew: boolean;
  /** Where to send the browser, and what it has to bring back. `fresh`: to prove it anew. */
  begin(back: string, fresh: boolean): Promise<Result<{ readonly to: string; readonly kept: string }>>;
  /** What came back, at this address. */
  finish(address: URL, kept: string): Promise<Result<Proven>>;
}
