import type { App } from '../catalog/app.ts';
import type { Entitlement } from '../catalog/entitlement.ts';
import type { Person } from '../people/person.ts';
import type { OrganisationDiff, PlacedEntitlement } from './diff.ts';
import type { Organisation } from './organisation.ts';
import type { StoredOrganisation } from './stored.ts';
import { appWithIds, entitlementWithIds, nameAll, type Named, type NewId, personWithIds } from './with-ids.ts';

/** What is new or different, whole. */
export interface OrganisationRows {
  readonly people: readonly Person[];
  readonly apps: readonly App[];
  readonly entitlements: readonly Entitlement[];
}

/** How `stored` is to be written so that it is `after`; but for those who leave, whom offboarding sees to. */
export function rowsOf(
  stored: StoredOrganisation,
  after: Organisation,
  diff: OrganisationDiff,
  newId: NewId,
): OrganisationRows {
  const named = nameAll(after, newId, namedIn(stored));
  return {
    people: peopleRows(stored, diff, named),
    apps: appRows(stored, diff, named),
    entitlements: entitlementRows(stored, diff, named),
  };
}

/** Archived things too: who comes back is who was there. */
function namedIn({ people, apps, entitlements }: StoredOrganisation): Named {
  const slugOf = new Map(apps.map(({ id, slug }) => [id, slug]));
  return {
    people: new Map(people.map(({ email, id }) => [email, id])),
    apps: new Map(apps.map(({ slug, id }) => [slug, id])),
    entitlements: new Map(entitlements.map(({ appId, slug, id }) => [`${slugOf.get(appId)}/${slug}`, id])),
  };
}

function peopleRows(stored: StoredOrganisation, { people }: OrganisationDiff, named: Named): readonly Person[] {
  const was = new Map(stored.people.map((person) => [person.email, person]));
  const written = [...people.added, ...people.changed.map(({ after }) => after)].map((entry): Person => {
    const outOfOfficeUntil = was.get(entry.email)?.outOfOfficeUntil;
    return { ...personWithIds(entry, named), outOfOfficeUntil };
  });
  return [...written, ...losingTheirSlackUser(stored, written)];
}

/** Whoever gets a new address is a new person here, and brings along the Slack user of the one who leaves. */
function losingTheirSlackUser({ people }: StoredOrganisation, written: readonly Person[]): readonly Person[] {
  const taken = new Set(written.map(({ slackUserId }) => slackUserId));
  const ids = new Set(written.map(({ id }) => id));
  return people
    .filter(({ id, slackUserId }) => slackUserId !== undefined && taken.has(slackUserId) && !ids.has(id))
    .map((person) => ({ ...person, slackUserId: undefined }));
}

function appRows(stored: StoredOrganisation, { apps }: OrganisationDiff, named: Named): readonly App[] {
  const was = new Map(stored.apps.map((app) => [app.slug, app]));
  const written = [...apps.added, ...apps.changed.map(({ after }) => after)].map((entry): App => {
    const frozen = was.get(entry.slug)?.frozen ?? false;
    return { ...appWithIds(entry, named), frozen };
  });
  return [...written, ...apps.removed.flatMap(({ slug }) => archived(was.get(slug)))];
}

function entitlementRows(stored: StoredOrganisation, diff: OrganisationDiff, named: Named): readonly Entitlement[] {
  const was = new Map(stored.entitlements.map((one) => [one.id, one]));
  const { entitlements, apps } = diff;
  const ofNewApps = apps.added.flatMap(({ slug, entitlements: inside }) =>
    inside.map((entry): PlacedEntitlement => ({ app: slug, entry })),
  );
  const written = [...ofNewApps, ...entitlements.added, ...entitlements.changed.map(({ after }) => after)];
  const goneApps = new Set(apps.removed.map(({ slug }) => named.apps.get(slug)));
  const removed = entitlements.removed.map(({ app, entry }) => named.entitlements.get(`${app}/${entry.slug}`));
  const gone = new Set(removed);
  return [
    ...written.map(({ app, entry }) => entitlementWithIds(app, entry, named)),
    ...[...was.values()]
      .filter((one) => !one.archived && (goneApps.has(one.appId) || gone.has(one.id)))
      .flatMap(archived),
  ];
}

function archived<Thing extends { readonly archived: boolean }>(thing: Thing | undefined): readonly Thing[] {
  return thing === undefined ? [] : [{ ...thing, archived: true }];
}
