import { z } from 'zod';
import type { PersonEntry } from '../../domain/organisation/organisation.ts';
import { GRANTED_ROLES } from '../../domain/people/person.ts';
import { email, many, text, thing } from './basics.schema.ts';

/** Without a status: here, unless they had left before. */
export type PersonInFile = Omit<PersonEntry, 'status'> & { readonly status: PersonEntry['status'] | undefined };

export const person = thing('a person', {
  email,
  name: text(),
  title: text().optional(),
  department: text().optional(),
  manager: email.optional(),
  status: z.enum(['active', 'offboarded']).optional(),
  groups: many(text(100), 500).optional(),
  roles: many(z.enum(GRANTED_ROLES)).optional(),
  slack_user_id: z
    .string()
    .regex(/^[UW][A-Z0-9]{2,30}$/, 'must be a Slack user id such as U024BE7LH')
    .optional(),
}).transform(
  (entry): PersonInFile => ({
    email: entry.email,
    name: entry.name,
    title: entry.title ?? '',
    department: entry.department ?? '',
    manager: entry.manager,
    status: entry.status,
    groups: entry.groups ?? [],
    roles: entry.roles ?? [],
    slackUserId: entry.slack_user_id,
  }),
);
