import type { PersonEntry } from '../../domain/organisation/organisation.ts';
import type {
  ApproverSource,
  Condition,
  DutyConflict,
  Flow,
  LevelPolicy,
  Mode,
  OrganisationSettings,
  Outcome,
  Rule,
  Who,
} from '../../domain/policy/policy.ts';
import { type Plain, unless, unlessBare, unlessEmpty } from './plain.ts';

export function plainSettings(settings: OrganisationSettings): Plain {
  return {
    name: settings.name,
    zone: settings.zone,
    members_see: unless('own', settings.membersSee),
    maximum_lease: settings.maximumLease,
    second_admin_for_high_risk: unless(false, settings.secondAdminForHighRisk),
  };
}

export function plainPerson(person: PersonEntry): Plain {
  return {
    email: person.email,
    name: person.name,
    title: unless('', person.title),
    department: unless('', person.department),
    manager: person.manager,
    status: unless('active', person.status),
    groups: unlessEmpty(person.groups),
    roles: unlessEmpty(person.roles),
    slack_user_id: person.slackUserId,
  };
}

export function plainFlow(flow: Flow): Plain {
  return {
    slug: flow.slug,
    name: unless(flow.slug, flow.name),
    levels: flow.levels.map(plainLevel),
    decide_by: unless('P7D', flow.decideBy),
    give_by: unless('PT72H', flow.giveBy),
    self_approval: unless(false, flow.selfApproval),
  };
}

function plainLevel(level: LevelPolicy): Plain {
  const { escalation } = level;
  return {
    approvers: level.approvers.map(plainApprover),
    mode: unless('any', plainMode(level.mode)),
    fallback: unlessEmpty(level.fallback.map(plainApprover)),
    requester_picks: unless(false, level.requesterPicks),
    distinct: unless(true, level.distinct),
    remind_after: unless('PT24H', level.remindAfter),
    remind_every: unless('PT24H', level.remindEvery),
    escalate: escalation && { after: escalation.after, to: escalation.to.map(plainApprover) },
  };
}

function plainMode(mode: Mode): string | number {
  return mode.kind === 'n_of_m' ? mode.needed : mode.kind;
}

function plainApprover(source: ApproverSource): unknown {
  switch (source.kind) {
    case 'people':
      return source.people.length === 1 ? source.people[0] : { people: source.people };
    case 'group':
      return `group:${source.group}`;
    case 'role':
      return `role:${source.role}`;
    case 'manager':
    case 'managers_manager':
    case 'app_owner':
    case 'entitlement_owner':
      return source.kind;
  }
}

export function plainRule({ name, when, outcome }: Rule): Plain {
  return { name, when: plainCondition(when), ...plainOutcome(outcome) };
}

function plainCondition(when: Condition): Plain | undefined {
  return unlessBare({
    apps: when.apps,
    entitlements: when.entitlements,
    kinds: when.kinds,
    changes: when.changes,
    risk: when.risk,
    longer_than: when.longerThan,
    requester: plainWho(when.requester),
    beneficiary: plainWho(when.beneficiary),
  });
}

function plainWho(who: Who | undefined): Plain | undefined {
  return who && unlessBare({ departments: who.departments, titles: who.titles, groups: who.groups });
}

function plainOutcome(outcome: Outcome): Plain {
  switch (outcome.kind) {
    case 'flow':
      return { flow: outcome.flow };
    case 'auto_approve':
      return { auto_approve: true };
    case 'deny':
      return { deny: outcome.message };
  }
}

export function plainDuty({ name, one, other, effect }: DutyConflict): Plain {
  return { name, one, other, effect: unless('block', effect) };
}
