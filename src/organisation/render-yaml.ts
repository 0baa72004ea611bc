import { stringify } from 'yaml';
import type { Organisation } from '../domain/organisation/organisation.ts';
import { plainApp } from './render/plain-catalog.ts';
import { plainDuty, plainFlow, plainPerson, plainRule, plainSettings } from './render/plain-policy.ts';

/** An organisation -> the text of a `leasehold.yaml` that `parseYaml` reads as the same organisation. */
export function renderYaml({ policy, people, apps }: Organisation): string {
  const file = {
    organisation: plainSettings(policy.organisation),
    // Every section, if only to say that there is nothing: one that is missing would be left as it is when it is applied.
    people: people.map(plainPerson),
    apps: apps.map(plainApp),
    flows: policy.flows.map(plainFlow),
    rules: policy.rules.map(plainRule),
    separation_of_duties: policy.dutyConflicts.map(plainDuty),
  };
  return stringify(file, { aliasDuplicateObjects: false, lineWidth: 120 });
}
