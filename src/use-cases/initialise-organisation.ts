import type { AuditFact } from '../domain/audit/fact.ts';
import type { App } from '../domain/catalog/app.ts';
import type { Entitlement } from '../domain/catalog/entitlement.ts';
import type { AppEntry, Organisation } from '../domain/organisation/organisation.ts';
import type { Person } from '../domain/people/person.ts';
import type { Instant } from '../domain/time.ts';
import type { Clock, Ids } from '../ports/environment.ts';
import type { FirstContent, Named, OrganisationStore } from '../ports/organisation-store.ts';

interface Deps {
  readonly store: { readonly organisation: OrganisationStore };
  readonly ids: Ids;
  readonly clock: Clock;
}

/** Fills an empty database, once: false when there is an organisation already. Starting never changes an existing one. */
export async function initialiseOrganisation(deps: Deps, content: FirstContent): Promise<boolean> {
  if (!(await deps.store.organisation.isEmpty())) return false;
  const { organisation, source } = content;
  const now = deps.clock.now();
  const named = nameAll(organisation, deps.ids);
  const first = {
    people: organisation.people.map((entry) => personOf(entry, named)),
    apps: organisation.apps.map((entry) => appOf(entry, named)),
    entitlements: organisation.apps.flatMap((app) => entitlementsOf(app, named)),
    policy: organisation.policy,
    past: content.past?.(named, now) ?? [],
    appliedAt: now,
    appliedBy: source,
  };
  const { people, apps, entitlements } = first;
  const counts = { people: people.length, apps: apps.length, entitlements: entitlements.length };
  return deps.store.organisation.initialise(first, [initialised(now, source, counts)]);
}

function initialised(at: Instant, source: string, counts: Record<string, number>): AuditFact {
  return {
    fact: 'organisation.initialised',
    at,
    actor: { kind: source === 'demo' ? 'demo' : 'operator' },
    subject: 'organisation',
    surface: 'start',
    data: { source, ...counts },
  };
}

function nameAll({ people, apps }: Organisation, ids: Ids): Named {
  const entitlements = apps.flatMap((app) => app.entitlements.map((entitlement) => `${app.slug}/${entitlement.slug}`));
  return {
    people: new Map(people.map(({ email }) => [email, ids.newId('person')])),
    apps: new Map(apps.map(({ slug }) => [slug, ids.newId('app')])),
    entitlements: new Map(entitlements.map((path) => [path, ids.newId('entitlement')])),
  };
}

function personOf({ manager, ...entry }: Organisation['people'][number], named: Named): Person {
  return {
    ...entry,
    id: idOf(named.people, entry.email),
    managerId: manager === undefined ? undefined : idOf(named.people, manager),
    outOfOfficeUntil: undefined,
  };
}

function appOf({ owners, entitlements: _, ...entry }: AppEntry, named: Named): App {
  const ownerIds = owners.map((email) => idOf(named.people, email));
  return { ...entry, id: idOf(named.apps, entry.slug), ownerIds, frozen: false, archived: false };
}

function entitlementsOf(app: AppEntry, named: Named): Entitlement[] {
  const appId = idOf(named.apps, app.slug);
  return app.entitlements.map(({ owners, ...entry }) => ({
    ...entry,
    id: idOf(named.entitlements, `${app.slug}/${entry.slug}`),
    appId,
    ownerIds: owners.map((email) => idOf(named.people, email)),
    archived: false,
  }));
}

/** The parser has checked every reference: a missing one is a bug in it. */
function idOf<T>(ids: ReadonlyMap<string, T>, name: string): T {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`nothing is called ${name}`);
  return id;
}
