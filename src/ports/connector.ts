import type { App } from '../domain/catalog/app.ts';
import type { Entitlement } from '../domain/catalog/entitlement.ts';
import type { Json } from '../domain/json.ts';
import type { Account, Actual } from '../domain/ledger/claim.ts';
import type { Person } from '../domain/people/person.ts';
import type { Instant } from '../domain/time.ts';

/** What a connector can and cannot do; the core never assumes more. */
export interface ConnectorAbilities {
  /** `read_back`: it can look into the app. `attested`: a person's word is all there is. */
  readonly proof: 'read_back' | 'attested';
  /** How long after a change the app may still show the old state. */
  readonly settleMs: number;
  /** Longest time that any one call may take. */
  readonly callTimeoutMs: number;
  readonly levels: boolean;
  /** It can say who holds what, completely. */
  readonly lists: boolean;
  readonly accounts: { readonly ensure: boolean; readonly suspend: boolean; readonly list: boolean };
}

/** What the ledger wants of one account in its app, counted after the change that is being made. */
export interface Standing {
  /** Nothing but the thing at hand is wanted: once that is taken away, nothing justifies what the account has open. */
  readonly last: boolean;
  /** The latest end of all live claims on the account; `over` where none is live. */
  readonly until: Instant | 'no_end' | 'over';
}

/** Asked by the few connectors that need it, as late as they can: claims come and go meanwhile. */
export type AskStanding = () => Promise<Standing>;

/** One thing in one app: whose account, what, and how much of it. */
export interface Target {
  readonly app: App;
  readonly account: Account;
  readonly entitlement: Entitlement;
}

export type Change =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'pending'; readonly ref: string; readonly checkAfter: Instant };

export type ConnectorFailure = 'retry' | 'rate_limited' | 'permanent' | 'needs_person';

/** Anything else that a connector throws counts as `retry`: what is not known to be hopeless is tried again. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  readonly failure: ConnectorFailure;
  /** For `rate_limited`: when to come back. */
  readonly until: Instant | undefined;

  constructor(failure: ConnectorFailure, message: string, until?: Instant) {
    super(message);
    this.failure = failure;
    this.until = until;
  }
}

export interface FoundAccount {
  readonly externalId: string;
  readonly email: string | undefined;
  readonly kind: Account['kind'];
  readonly status: 'active' | 'suspended';
}

export interface FoundHolding {
  readonly accountExternalId: string;
  readonly entitlementExternalId: string;
  readonly level: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/**
 * An app as Leasehold knows it. Every method may be called again after any outcome, the unknown one included, and must
 * then do nothing twice.
 */
export interface Connector {
  /** May depend on how the app is configured. Never fails: what is wrong with that is said by the calls. */
  describe(app: App): ConnectorAbilities;
  /** The person's account, made or brought back to life where there is none: its id in the app. */
  ensureAccount(app: App, person: Person): Promise<string>;
  suspendAccount(app: App, account: Account): Promise<Change>;
  grant(
    target: Target,
    level: string | undefined,
    fields: { readonly [name: string]: Json },
    standing: AskStanding,
  ): Promise<Change>;
  revoke(target: Target, standing: AskStanding): Promise<Change>;
  /**
   * The account holds what it held, and its claims may have changed: for apps where something hangs on all of them
   * together, such as when a login expires.
   */
  keep?(target: Target, standing: AskStanding): Promise<void>;
  /** What the app itself says now. `unknown` where it cannot be asked. */
  read(target: Target): Promise<Actual>;
  listAccounts(app: App, cursor?: string): Promise<Page<FoundAccount>>;
  listEntitlements(app: App, cursor?: string): Promise<Page<{ externalId: string; name: string }>>;
  listHoldings(app: App, cursor?: string): Promise<Page<FoundHolding>>;
}

/** The connector of an app, by the name that the app gives. */
export type Connectors = (name: string) => Connector;
