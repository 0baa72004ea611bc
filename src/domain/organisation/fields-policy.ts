import type { DutyConflict, Flow, OrganisationSettings, Rule } from '../policy/policy.ts';
import { type Field, field } from './field.ts';
import type { PersonEntry } from './organisation.ts';

export function organisationFields(settings: OrganisationSettings): readonly Field[] {
  return [
    field('name', 'text', settings.name),
    field('zone', 'word', settings.zone),
    field('what members see', 'word', settings.membersSee),
    field('longest lease', 'length', settings.maximumLease),
    field('second admin for high risk', 'yes', settings.secondAdminForHighRisk),
  ];
}

export function personFields(person: PersonEntry): readonly Field[] {
  return [
    field('name', 'text', person.name),
    field('title', 'text', person.title),
    field('department', 'text', person.department),
    field('manager', 'word', person.manager),
    field('status', 'word', person.status),
    field('groups', 'set', person.groups),
    field('roles', 'set', person.roles),
    field('Slack user', 'word', person.slackUserId),
  ];
}

export function flowFields(flow: Flow): readonly Field[] {
  return [
    field('name', 'text', flow.name),
    ...flow.levels.map((level, index) => field(`level ${index + 1}`, 'level', level)),
    field('time to decide', 'length', flow.decideBy),
    field('time to give', 'length', flow.giveBy),
    field('deciding for oneself', 'yes', flow.selfApproval),
  ];
}

export function ruleFields({ when, outcome }: Rule): readonly Field[] {
  return [field('outcome', 'outcome', outcome), field('when', 'condition', when)];
}

export function dutyFields({ one, other, effect }: DutyConflict): readonly Field[] {
  return [field('one side', 'set', one), field('other side', 'set', other), field('effect', 'word', effect)];
}
