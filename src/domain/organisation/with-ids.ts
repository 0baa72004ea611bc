import type { App } from '../catalog/app.ts';
import type { Entitlement } from '../catalog/entitlement.ts';
import type { AppId, EntitlementId, Id, IdKind, PersonId } from '../ids.ts';
import type { Person } from '../people/person.ts';
import type { AppEntry, EntitlementEntry, Organisation, PersonEntry } from './organisation.ts';

export type NewId = <Kind extends IdKind>(kind: Kind) => Id<Kind>;

/** Ids of what a file names by e-mail, slug and `app/entitlement`. */
export interface Named {
  readonly people: ReadonlyMap<string, PersonId>;
  readonly apps: ReadonlyMap<string, AppId>;
  readonly entitlements: ReadonlyMap<string, EntitlementId>;
}

const NOBODY: Named = { people: new Map(), apps: new Map(), entitlements: new Map() };

/** Those known, and new ones for the rest. */
export function nameAll({ people, apps }: Organisation, newId: NewId, known: Named = NOBODY): Named {
  const paths = apps.flatMap((app) => app.entitlements.map(({ slug }) => `${app.slug}/${slug}`));
  return {
    people: withNew(
      known.people,
      people.map(({ email }) => email),
      () => newId('person'),
    ),
    apps: withNew(
      known.apps,
      apps.map(({ slug }) => slug),
      () => newId('app'),
    ),
    entitlements: withNew(known.entitlements, paths, () => newId('entitlement')),
  };
}

function withNew<T>(known: ReadonlyMap<string, T>, names: readonly string[], make: () => T): ReadonlyMap<string, T> {
  const added = names.filter((name) => !known.has(name)).map((name) => [name, make()] as const);
  return new Map([...known, ...added]);
}

export function personWithIds({ manager, ...entry }: PersonEntry, named: Named): Person {
  return {
    ...entry,
    id: idOf(named.people, entry.email),
    managerId: manager === undefined ? undefined : idOf(named.people, manager),
    outOfOfficeUntil: undefined,
  };
}

export function appWithIds({ owners, entitlements: _, ...entry }: AppEntry, named: Named): App {
  const ownerIds = owners.map((email) => idOf(named.people, email));
  return { ...entry, id: idOf(named.apps, entry.slug), ownerIds, frozen: false, archived: false };
}

export function entitlementWithIds(app: string, { owners, ...entry }: EntitlementEntry, named: Named): Entitlement {
  return {
    ...entry,
    id: idOf(named.entitlements, `${app}/${entry.slug}`),
    appId: idOf(named.apps, app),
    ownerIds: owners.map((email) => idOf(named.people, email)),
    archived: false,
  };
}

/** The parser has checked every reference: a missing one is a bug in it. */
function idOf<T>(ids: ReadonlyMap<string, T>, name: string): T {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`nothing is called ${name}`);
  return id;
}
