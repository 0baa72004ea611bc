import type { App } from '../../domain/catalog/app.ts';
import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import type { EntitlementId, PersonId } from '../../domain/ids.ts';
import { GRANTED_ROLES, type Person } from '../../domain/people/person.ts';
import { approversNeeded, type LevelSources } from '../../domain/policy/approvers-needed.ts';
import type { Directory } from '../../domain/policy/directory.ts';
import type { Level, Request } from '../../domain/request/request.ts';
import type { PeopleStore } from '../../ports/organisation-store.ts';

interface About {
  readonly flow: { readonly levels: readonly LevelSources[] };
  readonly app: Pick<App, 'ownerIds'>;
  readonly entitlements: readonly Pick<Entitlement, 'id' | 'ownerIds'>[];
  readonly beneficiary: Person;
  /** Looked up as well: who asks, and who clicked. */
  readonly also: readonly PersonId[];
}

/** The few people whom a decision may concern, out of a directory that may hold a hundred thousand. */
export async function loadDirectory(people: PeopleStore, about: About): Promise<Directory> {
  const { flow, app, entitlements, beneficiary } = about;
  const needed = approversNeeded(flow);
  const above = needed.managers === 2 ? await managersManager(people, beneficiary) : undefined;
  const { people: found, delegations } = await people.findAndDelegations({
    ids: [
      ...[beneficiary.id, beneficiary.managerId, above, ...about.also].filter((id) => id !== undefined),
      ...app.ownerIds,
      ...entitlements.flatMap(({ ownerIds }) => ownerIds),
    ],
    emails: needed.emails,
    groups: needed.groups,
    roles: needed.roles,
  });
  const delegates = await people.find({ ids: delegations.map(({ toId }) => toId) });
  const all = [...new Map([...found, ...delegates].map((person) => [person.id, person])).values()];
  return { ...indexes(all), delegations, appOwners: app.ownerIds, entitlementOwners: ownersOf(entitlements) };
}

async function managersManager(people: PeopleStore, { managerId }: Person): Promise<PersonId | undefined> {
  return managerId === undefined ? undefined : (await people.byId(managerId))?.managerId;
}

/** What people call those who decide, or will when nobody does. */
export function namesOf(levels: readonly Level[], { byId }: Directory): Request['names'] {
  const everyone = levels.flatMap(({ approvers, escalation }) => [...approvers, ...(escalation?.to ?? [])]);
  const skipped = levels.flatMap((level) => level.skipped ?? []);
  const ids = [...everyone, ...skipped].flatMap(({ personId }) => personId ?? []);
  return Object.fromEntries(ids.map((id) => [id, byId[id]?.name ?? id]));
}

function indexes(people: readonly Person[]): Pick<Directory, 'byId' | 'byEmail' | 'managerOf' | 'groups' | 'roles'> {
  const managed = people.flatMap(({ id, managerId }) => (managerId === undefined ? [] : [[id, managerId] as const]));
  const groups = Map.groupBy(
    people.flatMap(({ id, groups: names }) => names.map((name) => ({ id, name }))),
    ({ name }) => name,
  );
  return {
    byId: Object.fromEntries(people.map((person) => [person.id, person])),
    byEmail: Object.fromEntries(people.map(({ id, email }) => [email, id])),
    managerOf: Object.fromEntries(managed),
    groups: Object.fromEntries([...groups].map(([name, members]) => [name, members.map(({ id }) => id)])),
    roles: Object.fromEntries(
      GRANTED_ROLES.map((role) => [role, people.filter(({ roles }) => roles.includes(role)).map(({ id }) => id)]),
    ),
  };
}

function ownersOf(entitlements: About['entitlements']): { readonly [id: EntitlementId]: readonly PersonId[] } {
  return Object.fromEntries(entitlements.map(({ id, ownerIds }) => [id, ownerIds]));
}
