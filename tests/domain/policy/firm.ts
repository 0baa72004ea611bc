import type { EntitlementId, PersonId } from '../../../src/domain/ids.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { Directory, Subject } from '../../../src/domain/policy/directory.ts';
import type { ApproverSource, Flow, LevelPolicy } from '../../../src/domain/policy/policy.ts';
import type { Level } from '../../../src/domain/request/request.ts';
import type { Result } from '../../../src/domain/errors.ts';
import { aPerson, NOW } from '../../support/builders.ts';

/** A small firm: Maya works for Tom, who works for Ines; Ada and Bo own the app, Cy owns Deploy. */
export const names = ['ada', 'bo', 'cy', 'hanna', 'ines', 'maya', 'mei', 'tom', 'viktor'] as const;
export type Name = (typeof names)[number];

export const idOf = (name: Name): PersonId => `per_${name}`;
export const nameOf = (id: PersonId | undefined): string => id?.slice('per_'.length) ?? '';
const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

export const DEPLOY: EntitlementId = 'ent_deploy';
export const LOGS: EntitlementId = 'ent_logs';

const MANAGERS = { [idOf('maya')]: idOf('tom'), [idOf('tom')]: idOf('ines') };

export function aFirm(
  changes: { readonly [Who in Name]?: Partial<Person> } = {},
  given: Partial<Directory> = {},
): Directory {
  const people = names.map((name) =>
    aPerson({ id: idOf(name), name: `${capital(name)} Example`, email: `${name}@x.example`, ...changes[name] }),
  );
  return {
    byId: Object.fromEntries(people.map((person) => [person.id, person])),
    byEmail: Object.fromEntries(people.map(({ email, id }) => [email, id])),
    managerOf: MANAGERS,
    appOwners: [idOf('ada'), idOf('bo')],
    entitlementOwners: { [DEPLOY]: [idOf('cy')], [LOGS]: [idOf('cy'), idOf('bo')] },
    groups: { security: [idOf('hanna'), idOf('mei')] },
    roles: { super_admin: [idOf('viktor')] },
    delegations: [],
    ...given,
  };
}

export function aSubject(given: Partial<Subject> = {}): Subject {
  return {
    requesterId: idOf('maya'),
    beneficiaryId: idOf('maya'),
    entitlements: [{ id: DEPLOY, name: 'Deploy' }],
    now: NOW,
    ...given,
  };
}

export const owner: ApproverSource = { kind: 'app_owner' };
export const manager: ApproverSource = { kind: 'manager' };
export const security: ApproverSource = { kind: 'group', group: 'security' };
export const people = (...who: Name[]): ApproverSource => ({
  kind: 'people',
  people: who.map((name) => `${name}@x.example`),
});

export function aLevel(approvers: readonly ApproverSource[], given: Partial<LevelPolicy> = {}): LevelPolicy {
  return {
    approvers,
    mode: { kind: 'any' },
    fallback: [],
    requesterPicks: false,
    distinct: true,
    remindAfter: 'PT24H',
    remindEvery: 'PT24H',
    escalation: undefined,
    ...given,
  };
}

export function aFlow(levels: readonly LevelPolicy[], given: Partial<Flow> = {}): Flow {
  return { slug: 'f', name: 'Flow', levels, decideBy: 'P7D', giveBy: 'PT72H', selfApproval: false, ...given };
}

/** `tom: Maya's manager`, level by level. */
export function whoDecides(resolved: Result<readonly Level[]>): string[][] {
  if (!resolved.ok) return [[resolved.problem.code]];
  return resolved.value.map(({ approvers }) =>
    approvers.map(({ personId, because }) => `${nameOf(personId)}: ${because}`),
  );
}

export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.problem.detail);
  return result.value;
}
