import { z } from 'zod';
import type { Organisation, PersonEntry } from '../../domain/organisation/organisation.ts';
import type { Flow, OrganisationSettings, Rule } from '../../domain/policy/policy.ts';
import { app } from './app.schema.ts';
import { length, text, thing, zone } from './basics.schema.ts';
import { flow } from './flow.schema.ts';
import { type PersonInFile, person } from './person.schema.ts';
import { anything, dutyConflict, rule } from './rule.schema.ts';

const settings = thing('organisation', {
  name: text().default('Organisation'),
  zone: zone.default('UTC'),
  members_see: z.enum(['own', 'all']).default('own'),
  maximum_lease: length.optional(),
  second_admin_for_high_risk: z.boolean().default(false),
}).transform(
  (entry): OrganisationSettings => ({
    name: entry.name,
    zone: entry.zone,
    membersSee: entry.members_see,
    maximumLease: entry.maximum_lease,
    secondAdminForHighRisk: entry.second_admin_for_high_risk,
  }),
);

/** What a file without flows and rules gets: the manager decides, and where there is none, super admins. */
const managerFlow: Flow = flow.parse({ slug: 'manager', name: 'Manager', levels: 'manager' });
const everythingToManager: Rule = {
  name: 'Everything',
  when: anything,
  outcome: { kind: 'flow', flow: managerFlow.slug },
};

/** The sections of a file; one that is not in it is undefined. The schemas are the only place that knows keys and defaults. */
export const sections = thing('the file', {
  organisation: settings.optional(),
  people: z.array(person).max(200_000).optional(),
  apps: z.array(app).max(5000).optional(),
  flows: z.array(flow).max(1000).optional(),
  rules: z.array(rule).max(5000).optional(),
  separation_of_duties: z.array(dutyConflict).max(5000).optional(),
});

export type Sections = z.output<typeof sections>;

/** The file of a whole organisation. */
export const wholeFile = sections.superRefine((file, context) => {
  if (file.flows === undefined || file.rules !== undefined) return;
  const message = 'is missing: without rules no flow is ever used';
  context.addIssue({ code: 'custom', message, path: ['rules'] });
});

/** What a whole file says; a section that is not in it is as usual. */
export function organisationFrom(file: Sections): Organisation {
  return {
    policy: {
      organisation: file.organisation ?? settings.parse({}),
      flows: file.flows ?? (file.rules === undefined ? [managerFlow] : []),
      rules: file.rules ?? [everythingToManager],
      dutyConflicts: file.separation_of_duties ?? [],
    },
    people: file.people?.map((entry) => ({ ...entry, status: entry.status ?? 'active' })) ?? [],
    apps: file.apps ?? [],
  };
}

/** What a file says on top of an organisation; a section that is not in it stays as it is there. */
export function organisationOnto(file: Sections, { policy, people, apps }: Organisation): Organisation {
  return {
    policy: {
      organisation: file.organisation ?? policy.organisation,
      flows: file.flows ?? policy.flows,
      rules: file.rules ?? policy.rules,
      dutyConflicts: file.separation_of_duties ?? policy.dutyConflicts,
    },
    people: file.people === undefined ? people : peopleOnto(file.people, people),
    apps: file.apps ?? apps,
  };
}

/** A list that was not told of somebody's leaving does not bring them back. */
function peopleOnto(entries: readonly PersonInFile[], there: readonly PersonEntry[]): readonly PersonEntry[] {
  const statusOf = new Map(there.map(({ email, status }) => [email, status]));
  return entries.map((entry) => ({ ...entry, status: entry.status ?? statusOf.get(entry.email) ?? 'active' }));
}
