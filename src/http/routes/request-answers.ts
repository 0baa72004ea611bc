import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Result } from '../../domain/errors.ts';
import type { Lease } from '../../domain/lease/lease.ts';
import type { Delivery } from '../../ports/request-gateway.ts';
import type { Submitted } from '../../use-cases/submit-request.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import type { leaseSchema } from '../schemas/requests.ts';
import { requestView } from '../views/request.view.ts';

/** Times inside are milliseconds. */
export function leaseOf(lease: z.output<typeof leaseSchema>): Lease;
export function leaseOf(lease: z.output<typeof leaseSchema> | undefined): Lease | undefined;
export function leaseOf(lease: z.output<typeof leaseSchema> | undefined): Lease | undefined {
  if (lease === undefined) return undefined;
  const startAt = lease.startAt === undefined ? undefined : Date.parse(lease.startAt);
  if (lease.kind === 'indefinite') return { kind: 'indefinite', startAt };
  if (lease.kind === 'for') return { kind: 'for', length: lease.length, startAt };
  return { kind: 'between', startAt, endAt: Date.parse(lease.endAt) };
}

/** 201 with the request as it is recorded; 202 where no worker was there to record it. */
export async function submittedAnswer(c: Context, { store }: HttpDeps, result: Result<Submitted>): Promise<Response> {
  if (!result.ok) return problemResponse(c, result.problem);
  const { id, delivery, request } = result.value;
  const stored = (await store.requests.byId(id)) ?? request;
  return c.json(requestView(stored), delivery.delivered === 'applied' ? 201 : 202);
}

export function deliveredAnswer(c: Context, result: Result<Delivery>): Response {
  if (!result.ok) return problemResponse(c, result.problem);
  const { value } = result;
  return value.delivered === 'applied'
    ? c.json({ applied: true, state: value.answer.state }, 200)
    : c.json({ applied: false, state: null }, 202);
}
