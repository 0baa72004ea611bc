import { z } from '@hono/zod-openapi';
import type { ErrorCode } from '../../domain/errors.ts';
import { problems } from '../problems.ts';
import { problemSchema } from '../schemas/organisation.ts';

type Codes = readonly ErrorCode[];

/** What any call may be refused with. */
export const ALWAYS: Codes = ['malformed', 'unknown_field', 'not_signed_in', 'not_allowed', 'too_many'];
/** Of what has a key. */
export const KEYED: Codes = ['idempotency_mismatch'];
/** Of what is told to a workflow. */
export const TOLD: Codes = ['unavailable', 'not_confirmed', 'wrong_state', 'not_found'];
/** Of what is asked for, before it is asked. */
export const WISHED: Codes = [
  ...([
    'not_found',
    'not_requestable',
    'denied_by_policy',
    'no_approver',
    'not_an_approver',
    'already_exists',
  ] as const),
  ...(['open_request_exists', 'wrong_state', 'reason_needed', 'lease_not_allowed', 'duties_conflict'] as const),
];
/** Of what is asked for. */
export const ASKED: Codes = [...WISHED, ...TOLD, ...KEYED, 'facts_changed'];

/** Of a file of the organisation. */
export const FILED: Codes = ['invalid_file', 'wrong_state'];
/** Of one that is applied. */
export const APPLIED: Codes = [...FILED, 'version_conflict', 'unavailable'];

/** The answers of a route that refuses with these codes: by status, each with the codes that it may carry. */
export function answersOf(codes: Codes): object {
  const byStatus = Map.groupBy(new Set(codes), (code) => problems[code][0]);
  return Object.fromEntries([...byStatus].toSorted(([one], [other]) => one - other).map(answer));
}

function answer([status, codes]: readonly [number, readonly ErrorCode[]]) {
  const description = codes.map((code) => `${problems[code][1]} (\`${code}\`)`).join('; ');
  const schema = problemSchema.extend({ status: z.literal(status), code: z.enum(codes) });
  return [status, { description, content: { 'application/problem+json': { schema } } }];
}
