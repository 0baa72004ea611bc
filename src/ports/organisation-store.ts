import type { AuditFact } from '../domain/audit/fact.ts';
import type { App } from '../domain/catalog/app.ts';
import type { Entitlement, EntitlementKind, Risk } from '../domain/catalog/entitlement.ts';
import type { AppId, DelegationId, EntitlementId, PersonId, TokenId } from '../domain/ids.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { Named } from '../domain/organisation/with-ids.ts';
import type { Delegation, GrantedRole, Person, PersonStatus } from '../domain/people/person.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Request } from '../domain/request/request.ts';
import type { Instant } from '../domain/time.ts';
import type { OrganisationChanges, PolicyVersions } from './organisation-changes.ts';

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
  /** Kept with the version. */
  readonly text?: string | undefined;
}

export interface PastRequest {
  readonly request: Request;
  readonly facts: readonly AuditFact[];
}

export interface FirstContent {
  readonly organisation: Organisation;
  /** `demo`, `empty`, or the name of the file: what the record says it came from. */
  readonly source: string;
  /** The same as a `leasehold.yaml`. */
  readonly text?: string | undefined;
  readonly past?: (named: Named, now: Instant) => readonly PastRequest[];
}

export interface OrganisationStore extends OrganisationChanges {
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

/** A page in the order of names. `search`: somewhere in what it is called. */
interface NamedPage<Id> {
  readonly search?: string | undefined;
  /** The last one of the page before. */
  readonly after?: { readonly name: string; readonly id: Id } | undefined;
  readonly limit: number;
}

export interface PeopleQuery extends NamedPage<PersonId> {
  readonly status?: PersonStatus | undefined;
  readonly department?: string | undefined;
  readonly title?: string | undefined;
  readonly managerId?: PersonId | undefined;
}

export interface EntitlementQuery extends NamedPage<EntitlementId> {
  readonly kind?: EntitlementKind | undefined;
  readonly risk?: Risk | undefined;
}

export type AppQuery = NamedPage<AppId>;

export interface CatalogSearch {
  /** Each is found in what the thing or its app is called, in what it is said to be, or in its kind. */
  readonly words: readonly string[];
  /** So many of those found were seen before. */
  readonly skip: number;
  readonly limit: number;
}

export interface PeopleStore {
  all(): Promise<readonly Person[]>;
  /** Of everybody, in the order of their names. */
  departments(): Promise<readonly string[]>;
  page(query: PeopleQuery): Promise<readonly Person[]>;
  /** Job titles of active people in which this is found, in order. */
  titles(search: string, limit: number): Promise<readonly string[]>;
  find(wanted: Partial<PeopleWanted>): Promise<readonly Person[]>;
  /** With every delegation from them. */
  findAndDelegations(
    wanted: Partial<PeopleWanted>,
  ): Promise<{ readonly people: readonly Person[]; readonly delegations: readonly Delegation[] }>;
  /** From any of these people, whenever. */
  delegationsFrom(ids: readonly PersonId[]): Promise<readonly Delegation[]>;
  /** To this person, whenever. */
  delegationsTo(id: PersonId): Promise<readonly Delegation[]>;
  delegationById(id: DelegationId): Promise<Delegation | undefined>;
  addDelegation(delegation: Delegation, facts: readonly AuditFact[]): Promise<void>;
  /** False, and nothing done, where it is over already. */
  endDelegation(id: DelegationId, at: Instant, facts: readonly AuditFact[]): Promise<boolean>;
  setOutOfOffice(id: PersonId, until: Instant | undefined, facts: readonly AuditFact[]): Promise<void>;
  byId(id: PersonId): Promise<Person | undefined>;
  byEmail(email: string): Promise<Person | undefined>;
  /** Whom the file of the organisation names as this user of Slack. */
  bySlackUser(userId: string): Promise<Person | undefined>;
  /** False for one who has left already. */
  offboard(id: PersonId, facts: readonly AuditFact[]): Promise<boolean>;
  /** Who has left, and gets something by a request that is not over. */
  leaversWithRequests(limit: number): Promise<readonly PersonId[]>;
  hasSuperAdmin(): Promise<boolean>;
  /** Adds the first super admin and uses up the setup token; false when either was done before. */
  addFirstAdmin(person: Person, token: TokenId, facts: readonly AuditFact[]): Promise<boolean>;
}

export interface CatalogStore {
  apps(): Promise<readonly App[]>;
  /** Without those that were archived. */
  appPage(query: AppQuery): Promise<readonly App[]>;
  /** Without those that were archived. */
  entitlementPage(appId: AppId, query: EntitlementQuery): Promise<readonly Entitlement[]>;
  /** Of each of these apps so many, the first in the order of names, without those that were archived. */
  firstOfEach(apps: readonly AppId[], limit: number): Promise<readonly Entitlement[]>;
  /** Over all apps, without what was archived: what is called so comes first, then in the order of apps and names. */
  search(query: CatalogSearch): Promise<readonly Entitlement[]>;
  appById(id: AppId): Promise<App | undefined>;
  appBySlug(slug: string): Promise<App | undefined>;
  /** All of the app's, or only those named. */
  entitlementsOf(appId: AppId, only?: readonly EntitlementId[]): Promise<readonly Entitlement[]>;
  /** Of the app's, those with one of these ids or slugs. */
  entitlementsNamed(appId: AppId, names: readonly string[]): Promise<readonly Entitlement[]>;
  /** Of whatever app. */
  entitlementsById(ids: readonly EntitlementId[]): Promise<readonly Entitlement[]>;
  /** `app/entitlement` of each. */
  pathsOf(ids: readonly EntitlementId[]): Promise<ReadonlyMap<EntitlementId, string>>;
}

export interface PolicyStore extends PolicyVersions {
  /** Every version is kept: a request goes on under the one it was submitted under. */
  version(version: number): Promise<Policy | undefined>;
  current(): Promise<{ readonly version: number; readonly policy: Policy } | undefined>;
}
