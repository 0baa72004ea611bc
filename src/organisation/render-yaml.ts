import { stringify } from 'yaml';
import type { Organisation } from '../domain/organisation/organisation.ts';
import { unlessEmpty } from './render/plain.ts';
import { plainApp } from './render/plain-catalog.ts';
import { plainDuty, plainFlow, plainPerson, plainRule, plainSettings } from './render/plain-policy.ts';

/** An organisation -> the text of a `leasehold.yaml` that `parseYaml` reads as the same organisation. */
export function renderYaml({ policy, people, apps }: Organisation): string {
  const file = {
    organisation: plainSettings(policy.organisation),
    people: unlessEmpty(people.map(plainPerson)),
    apps: unlessEmpty(apps.map(plainApp)),
    // Always written: a file without them gets the usual policy.
    flows: policy.flows.map(plainFlow),
    rules: policy.rules.map(plainRule),
    separation_of_duties: unlessEmpty(policy.dutyConflicts.map(plainDuty)),
  };
  return stringify(file, { aliasDuplicateObjects: false, lineWidth: 120 });
}
