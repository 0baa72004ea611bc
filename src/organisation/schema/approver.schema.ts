import { z } from 'zod';
import { GRANTED_ROLES } from '../../domain/people/person.ts';
import type { ApproverSource } from '../../domain/policy/policy.ts';
import { didYouMean, oneOf, quoted } from '../wording.ts';
import { email, some, text, thing } from './basics.schema.ts';
import { sayIssue } from './say-issue.ts';

const WORDS = ['manager', 'managers_manager', 'app_owner', 'entitlement_owner'] as const;

const named = thing('an approver', { people: some(email) }).transform(
  ({ people }): ApproverSource => ({ kind: 'people', people }),
);

const shorthand = z.string().transform((value, context): ApproverSource => {
  const read = readShorthand(value.trim());
  if (typeof read !== 'string') return read;
  context.addIssue({ code: 'custom', message: read });
  return z.NEVER;
});

/** `manager`, `group:on-call`, `role:auditor`, an e-mail address, or `{ people: [a, b] }`. */
export const approver = z.unknown().transform((value, context): ApproverSource => {
  const schema = typeof value === 'object' && value !== null ? named : shorthand;
  const read = schema.safeParse(value, { error: sayIssue });
  if (read.success) return read.data;
  context.issues.push(...read.error.issues.map((issue) => ({ ...issue, input: value }) as z.core.$ZodRawIssue));
  return z.NEVER;
});

/** The source, or what is wrong with the words. */
function readShorthand(value: string): ApproverSource | string {
  const word = WORDS.find((known) => known === value);
  if (word !== undefined) return { kind: word };
  if (value.startsWith('role:')) return readRole(value.slice('role:'.length));
  if (value.startsWith('group:')) return readGroup(value.slice('group:'.length));
  const address = value.includes('@') ? email.safeParse(value) : undefined;
  if (address?.success) return { kind: 'people', people: [address.data] };
  const known = `${WORDS.join(', ')}, role:NAME, group:NAME or an e-mail address`;
  return `must be ${known}, not ${quoted(value)}${didYouMean(value, WORDS)}`;
}

function readRole(name: string): ApproverSource | string {
  const role = GRANTED_ROLES.find((known) => known === name);
  if (role !== undefined) return { kind: 'role', role };
  return `must name a role of ${oneOf(GRANTED_ROLES)}, not ${quoted(name)}${didYouMean(name, GRANTED_ROLES)}`;
}

function readGroup(name: string): ApproverSource | string {
  const group = text(100).safeParse(name);
  return group.success ? { kind: 'group', group: group.data } : 'must name a group after "group:"';
}
