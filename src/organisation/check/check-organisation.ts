import type { Organisation } from '../../domain/organisation/organisation.ts';
import type { Finding } from '../finding.ts';
import { checkApps } from './check-apps.ts';
import { checkFlows } from './check-flows.ts';
import { checkPeople } from './check-people.ts';
import { checkDuties, checkRules } from './check-rules.ts';
import { namesOf } from './names.ts';

/** What no single entry shows: names that lead nowhere, things that are there twice, circles. */
export function checkOrganisation(organisation: Organisation, connectors: readonly string[]): readonly Finding[] {
  const names = namesOf(organisation);
  const { people, apps, policy } = organisation;
  return [
    ...checkPeople(people, names),
    ...checkApps(apps, names, connectors),
    ...checkFlows(policy.flows, names),
    ...checkRules(policy.rules, names),
    ...checkDuties(policy.dutyConflicts, names),
  ];
}
