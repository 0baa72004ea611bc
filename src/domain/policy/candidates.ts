import type { PersonId } from '../ids.ts';
import { firstName } from '../people/first-name.ts';
import { type Directory, entryOf, personOf, type Subject } from './directory.ts';
import type { ApproverSource } from './policy.ts';

/** Whom a source means, whether they are eligible or not, and what people are told about why. */
export interface Candidates {
  readonly people: readonly PersonId[];
  readonly because: string;
}

export function candidatesOf(source: ApproverSource, subject: Subject, directory: Directory): Candidates {
  switch (source.kind) {
    case 'manager':
      return { people: listed(managerOf(subject, directory)), because: `${beneficiary(subject, directory)} manager` };
    case 'managers_manager':
      return managersManager(subject, directory);
    case 'app_owner':
      return { people: directory.appOwners, because: 'app owner' };
    case 'entitlement_owner':
      return entitlementOwners(subject, directory);
    case 'people':
      return { people: named(source.people, directory), because: 'named in the flow' };
    case 'group':
      return { people: entryOf(directory.groups, source.group) ?? [], because: `in group ${source.group}` };
    case 'role':
      return { people: directory.roles[source.role] ?? [], because: source.role.replaceAll('_', ' ') };
  }
}

function managerOf({ beneficiaryId }: Subject, directory: Directory): PersonId | undefined {
  return entryOf<PersonId>(directory.managerOf, beneficiaryId);
}

function managersManager(subject: Subject, directory: Directory): Candidates {
  const manager = managerOf(subject, directory);
  const above = manager === undefined ? undefined : entryOf<PersonId>(directory.managerOf, manager);
  return { people: listed(above), because: `${beneficiary(subject, directory)} manager's manager` };
}

/** Owner of everything asked for: one who owns a part cannot give the rest away. */
function entitlementOwners({ entitlements }: Subject, directory: Directory): Candidates {
  const owners = entitlements.map(({ id }) => entryOf<readonly PersonId[]>(directory.entitlementOwners, id) ?? []);
  const ofAll = (owners[0] ?? []).filter((one) => owners.every((some) => some.includes(one)));
  return { people: ofAll, because: `owner of ${entitlements.map(({ name }) => name).join(' and ')}` };
}

function named(emails: readonly string[], { byEmail }: Directory): readonly PersonId[] {
  return emails.flatMap((email) => listed(entryOf<PersonId>(byEmail, email)));
}

function beneficiary({ beneficiaryId }: Subject, directory: Directory): string {
  const person = personOf(directory, beneficiaryId);
  return person === undefined ? "the beneficiary's" : `${firstName(person)}'s`;
}

function listed(id: PersonId | undefined): readonly PersonId[] {
  return id === undefined ? [] : [id];
}
