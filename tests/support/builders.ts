import { randomBytes } from 'node:crypto';
import type { AuditFact } from '../../src/domain/audit/fact.ts';
import { type Id, type IdKind, idFromBytes } from '../../src/domain/ids.ts';
import type {
  AppEntry,
  EntitlementEntry,
  Organisation,
  PersonEntry,
} from '../../src/domain/organisation/organisation.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { ApproverSource, Flow, LevelPolicy } from '../../src/domain/policy/policy.ts';
import type { Change } from '../../src/domain/request/change.ts';
import type { Level, Request } from '../../src/domain/request/request.ts';
import { DAY, type Instant } from '../../src/domain/time.ts';

/** Noon on a Monday: what tests call now. */
export const NOW: Instant = Date.UTC(2026, 0, 5, 12);

export function anId<K extends IdKind>(kind: K): Id<K> {
  return idFromBytes(kind, randomBytes(10));
}

export function aPerson(given: Partial<Person> = {}): Person {
  const id = given.id ?? anId('person');
  return {
    id,
    name: 'Maya Ortiz',
    email: `${id.toLowerCase()}@example.com`,
    title: 'Engineer',
    department: 'Engineering',
    managerId: undefined,
    status: 'active',
    slackUserId: undefined,
    groups: [],
    roles: [],
    outOfOfficeUntil: undefined,
    ...given,
  };
}

export function aChange(given: Partial<Change> = {}): Change {
  return {
    id: 'c1',
    op: 'add',
    entitlementId: anId('entitlement'),
    level: undefined,
    fields: {},
    state: 'waiting',
    proof: undefined,
    effectiveAt: undefined,
    endsAt: undefined,
    failure: undefined,
    ...given,
  };
}

export function aRequest(given: Partial<Request> = {}): Request {
  const requesterId = given.requesterId ?? anId('person');
  return {
    id: anId('request'),
    version: 1,
    run: 1,
    kind: 'request',
    bodyHash: '',
    bundleId: undefined,
    requesterId,
    beneficiaryId: requesterId,
    appId: anId('app'),
    names: {},
    changes: [aChange()],
    lease: { asked: { kind: 'for', length: 'PT8H' }, granted: undefined, zone: 'UTC' },
    reason: 'Rolling back the failed release, incident 4411',
    reasonCode: undefined,
    flags: [],
    decision: 'none',
    closing: undefined,
    endAsked: undefined,
    flow: { slug: 'default', policyVersion: 1, selfApproval: false, approval: 'levels', giveWithin: 3 * DAY },
    levels: [],
    clocks: { decideBy: NOW + 7 * DAY, giveBy: undefined, extensionLimit: undefined, pausedAt: undefined, pausedMs: 0 },
    thread: [],
    remindedAt: undefined,
    createdAt: NOW,
    decidedAt: undefined,
    endsAt: undefined,
    verifiedGoneAt: undefined,
    asOf: NOW,
    ...given,
  };
}

export function aFact(given: Partial<AuditFact> = {}): AuditFact {
  return {
    fact: 'request.opened',
    at: NOW,
    actor: { kind: 'system' },
    subject: 'organisation',
    surface: 'api',
    ...given,
  };
}

export function anOrganisation(given: Partial<Organisation> = {}): Organisation {
  return {
    policy: {
      organisation: {
        name: 'Example',
        zone: 'UTC',
        membersSee: 'own',
        maximumLease: undefined,
        secondAdminForHighRisk: false,
      },
      flows: [],
      rules: [],
      dutyConflicts: [],
    },
    people: [],
    apps: [],
    ...given,
  };
}

export function aPersonEntry(given: Partial<PersonEntry> = {}): PersonEntry {
  return {
    email: 'ada@example.com',
    name: 'Ada Byron',
    title: 'Engineer',
    department: 'Engineering',
    manager: undefined,
    status: 'active',
    groups: [],
    roles: [],
    slackUserId: undefined,
    ...given,
  };
}

export function anAppEntry(given: Partial<AppEntry> = {}): AppEntry {
  return {
    slug: 'production',
    name: 'Production',
    description: '',
    connector: 'sandbox',
    connectorConfig: {},
    owners: [],
    settings: { requestable: {}, lease: {}, reason: { list: [], freeText: 'optional' }, commentOnReject: false },
    entitlements: [],
    ...given,
  };
}

export function anEntitlementEntry(given: Partial<EntitlementEntry> = {}): EntitlementEntry {
  const slug = given.slug ?? 'deploy';
  return {
    slug,
    name: slug,
    description: '',
    kind: 'role',
    risk: 'medium',
    externalId: slug,
    levels: [],
    fields: [],
    exclusiveSet: undefined,
    seats: undefined,
    lease: {},
    requestable: undefined,
    owners: [],
    ...given,
  };
}

/** A flow of one level that these decide. */
export function aSimpleFlow(...approvers: readonly ApproverSource[]): Flow {
  const level: LevelPolicy = {
    ...{ approvers, mode: { kind: 'any' }, fallback: [], requesterPicks: false, distinct: true },
    ...{ remindAfter: 'PT24H', remindEvery: 'PT24H', escalation: undefined },
  };
  return { slug: 'default', name: 'Default', levels: [level], decideBy: 'P7D', giveBy: 'PT72H', selfApproval: false };
}

export function anOpenLevel(given: Partial<Level> = {}): Level {
  return { mode: { kind: 'any' }, state: 'open', distinct: true, approvers: [], decisions: [], ...given };
}
