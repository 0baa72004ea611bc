import type { Instant } from '../domain/time.ts';
import type { ConnectorError, ConnectorFailure } from './connector.ts';

/** An app that is pretended: what would otherwise be another company's server is a few tables. */
export interface SandboxAccount {
  readonly externalId: string;
  readonly email: string;
  readonly status: 'active' | 'suspended';
}

export interface Held {
  readonly held: boolean;
  readonly level: string | undefined;
}

export interface SandboxHolding {
  readonly account: string;
  readonly entitlement: string;
  /** What is so. */
  readonly real: Held;
  /** What readers see until `showsAt`. */
  readonly shown: Held;
  readonly showsAt: Instant;
  /** A change that was accepted and is done when told. */
  readonly pending: { readonly ref: string; readonly becomes: Held } | undefined;
}

/** What goes wrong in one app. Counted ones are used up. */
export interface SandboxFaults {
  /** So many calls of any kind fail, before anything is done. */
  readonly fail:
    | { readonly times: number; readonly failure: ConnectorFailure; readonly until?: Instant | undefined }
    | undefined;
  /** A change shows only after so long. */
  readonly lagMs: number;
  /** So many reads say the opposite. */
  readonly lies: number;
  /** So many changes are done and then not answered. */
  readonly lostAnswers: number;
  /** Grants and revokes are accepted only, and done by `finishPending`. */
  readonly pending: boolean;
}

/** One call as it came in from outside. */
export interface SandboxCall {
  readonly method: string;
  readonly account: string | undefined;
  readonly entitlement: string | undefined;
  readonly level: string | undefined;
  readonly at: Instant;
  /** Something is another way than it was before. */
  readonly changed: boolean;
  readonly answer: string;
}

/** What one call made of what it found. */
export interface Turned<Thing, Answer> {
  readonly faults: SandboxFaults;
  /** Absent: left as it was. */
  readonly thing?: Thing | undefined;
  readonly call: SandboxCall;
  readonly answer: Answer | ConnectorError;
}

/** Pure: it may be run more than once. */
export type Turn<Thing, Answer> = (faults: SandboxFaults, found: Thing | undefined) => Turned<Thing, Answer>;

export interface SandboxPage {
  readonly after: string | undefined;
  readonly limit: number;
}

/** Calls that change something take turns in one app, each a transaction that also logs the call. */
export interface SandboxStore {
  onApp<Answer>(appId: string, turn: Turn<never, Answer>): Promise<Answer | ConnectorError>;
  onAccount<Answer>(
    appId: string,
    externalId: string,
    turn: Turn<SandboxAccount, Answer>,
  ): Promise<Answer | ConnectorError>;
  onHolding<Answer>(
    place: { readonly appId: string; readonly account: string; readonly entitlement: string },
    turn: Turn<SandboxHolding, Answer>,
  ): Promise<Answer | ConnectorError>;
  /** A look that meets no fault waits for nobody and is not logged: it leaves everything as it was. */
  lookAtHolding<Answer>(
    place: { readonly appId: string; readonly account: string; readonly entitlement: string },
    turn: Turn<SandboxHolding, Answer>,
  ): Promise<Answer | ConnectorError>;

  /** In the order of what `after` names: the account, the entitlement, the place of a holding. */
  accounts(appId: string, page: SandboxPage): Promise<readonly SandboxAccount[]>;
  entitlements(appId: string, page: SandboxPage): Promise<readonly string[]>;
  holdings(appId: string, page: SandboxPage): Promise<readonly (SandboxHolding & { readonly place: string })[]>;

  /** For the demo and for tests: sets what is named, leaves the rest. */
  setFaults(appId: string, faults: Partial<SandboxFaults>): Promise<void>;
  /** Does what was accepted; tells how many. */
  finishPending(appId: string): Promise<number>;
  calls(appId: string): Promise<readonly SandboxCall[]>;
}
