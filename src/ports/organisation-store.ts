import type { AuditFact } from '../domain/audit/fact.ts';
import type { App } from '../domain/catalog/app.ts';
import type { Entitlement } from '../domain/catalog/entitlement.ts';
import type { AppId, EntitlementId, PersonId, TokenId } from '../domain/ids.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { Delegation, GrantedRole, Person } from '../domain/people/person.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Request } from '../domain/request/request.ts';
import type { Instant } from '../domain/time.ts';

/** What an installation begins with. Written whole, or not at all. */
export interface FirstOrganisation {
  readonly people: readonly Person[];
  readonly apps: readonly App[];
  readonly entitlements: readonly Entitlement[];
  readonly policy: Policy;
  /** Ended requests of a demo organisation. */
  readonly past: readonly PastRequest[];
  readonly appliedAt: Instant;
  readonly appliedBy: string;
}

export interface PastRequest {
  readonly request: Request;
  readonly facts: readonly AuditFact[];
}

/** Ids given to what a file names by e-mail, slug and `app/entitlement`. */
export interface Named {
  readonly people: ReadonlyMap<string, PersonId>;
  readonly apps: ReadonlyMap<string, AppId>;
  readonly entitlements: ReadonlyMap<string, EntitlementId>;
}

export interface FirstContent {
  readonly organisation: Organisation;
  /** `demo`, `empty`, or the name of the file: what the record says it came from. */
  readonly source: string;
  readonly past?: (named: Named, now: Instant) => readonly PastRequest[];
}

export interface OrganisationStore {
  /** `demo`, `empty`, or the name of the file that it began with; undefined before it has begun. */
  source(): Promise<string | undefined>;
  isEmpty(): Promise<boolean>;
  /** False when somebody else was first: two replicas may start at once. */
  initialise(first: FirstOrganisation, facts: readonly AuditFact[]): Promise<boolean>;
}

/** Whom a decision may concern. Everybody named in any of the lists, and nobody else. */
export interface PeopleWanted {
  readonly ids: readonly PersonId[];
  readonly emails: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly GrantedRole[];
}

export interface PeopleStore {
  all(): Promise<readonly Person[]>;
  find(wanted: Partial<PeopleWanted>): Promise<readonly Person[]>;
  /** From any of these people, whenever. */
  delegationsFrom(ids: readonly PersonId[]): Promise<readonly Delegation[]>;
  addDelegation(delegation: Delegation): Promise<void>;
  byId(id: PersonId): Promise<Person | undefined>;
  byEmail(email: string): Promise<Person | undefined>;
  hasSuperAdmin(): Promise<boolean>;
  /** Adds the first super admin and uses up the setup token; false when either was done before. */
  addFirstAdmin(person: Person, token: TokenId, facts: readonly AuditFact[]): Promise<boolean>;
}

export interface CatalogStore {
  apps(): Promise<readonly App[]>;
  appById(id: AppId): Promise<App | undefined>;
  appBySlug(slug: string): Promise<App | undefined>;
  /** All of the app's, or only those named. */
  entitlementsOf(appId: AppId, only?: readonly EntitlementId[]): Promise<readonly Entitlement[]>;
  /** `app/entitlement` of each. */
  pathsOf(ids: readonly EntitlementId[]): Promise<ReadonlyMap<EntitlementId, string>>;
}

export interface PolicyStore {
  /** Every version is kept: a request goes on under the one it was submitted under. */
  version(version: number): Promise<Policy | undefined>;
  current(): Promise<{ readonly version: number; readonly policy: Policy } | undefined>;
}
