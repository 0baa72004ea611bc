import { patched } from '@temporalio/workflow';
import { cancel } from '../../src/domain/request/close.ts';
import { becomeReRaise, extendLease, giveGrace, markApplied, whyNotExtend } from '../../src/domain/request/extend.ts';
import type { RequestStart } from '../../src/domain/request/messages.ts';
import { BY_WORKFLOW } from '../../src/domain/request/step.ts';
import { untilDecided } from './approval.ts';
import type { Life } from './life.ts';
import { open } from './open.ts';
import type { RequestState } from './request-state.ts';

/** A second round of approval, beside the lease and never waited for by it. */
export async function decideExtension(life: Life, ticket: RequestState, start: RequestStart): Promise<void> {
  if (!(await open(ticket, start))) return;
  await untilDecided(ticket);
  attendToExtension(life);
  // Who reads that it was applied is to find the later end.
  if (patched('the-lease-is-recorded-first')) await life.lease.record();
  await ticket.record();
  await life.lease.record();
}

/** After a restart, or in a new history: the round goes on where it was. */
export function goOnDecidingExtension(life: Life, { extension }: RequestStart): void {
  if (extension !== undefined)
    void decideExtension(life, life.beginExtension(extension.request, extension.clicks), extension);
}

/**
 * What is approved is applied, if there is still a lease; an end that has come waits a while for what is not decided.
 * Called before anything is taken back, so that an approval in the last moment is never too late by an accident of order.
 */
export function attendToExtension(life: Life): void {
  const { lease, extension } = life;
  const now = Date.now();
  if (extension === undefined || life.isTaking || whyNotExtend({ ...lease.request, asOf: now }) !== undefined) return;
  if (extension.now === 'approved') {
    lease.apply(extendLease(lease.request, extension.request, now));
    extension.apply(markApplied(extension.request, now));
    return;
  }
  const grace = giveGrace(lease.request, extension.request, now);
  if (grace !== undefined) lease.apply(grace);
}

/** The lease is over: what was asked in time goes on as a request of its own, unless somebody wanted the access to end. */
export async function partWithExtension(life: Life): Promise<void> {
  const { lease, extension } = life;
  if (extension === undefined) return;
  const wasCalledOff = lease.isUnwanted || lease.request.changes.some(({ endAsked }) => endAsked !== undefined);
  const now = Date.now();
  extension.apply(
    wasCalledOff
      ? cancel(extension.request, now, BY_WORKFLOW, 'The access it was to extend has been ended.')
      : becomeReRaise(extension.request, now),
  );
  extension.leave();
  await extension.record();
  if (!wasCalledOff) await life.sendAway(extension);
}
