import { expect } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { sha256, verifySignature } from '../../../src/config/keys.ts';
import type { RequestId } from '../../../src/domain/ids.ts';
import type { RequestMessages } from '../../../src/domain/request/messages.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import { MINUTE } from '../../../src/domain/time.ts';
import { requestWorkflowId } from '../../../src/temporal/workflow-ids.ts';
import { currentRequest } from '../../../workflows/access-request/messages.ts';
import { verifyAudit } from '../../../src/use-cases/verify-audit.ts';
import type { Stage } from '../../support/stories.ts';
import { stored } from './stored.ts';

/** What one person wanted and what was decided, as those who said it know it. */
export interface Ticket {
  readonly id: RequestId;
  readonly path: string;
  /** Absent: nobody decided it. */
  readonly verdict: 'approve' | 'reject' | undefined;
}

interface Said {
  readonly by: string;
  readonly verdict: 'approve' | 'reject';
}

const DECISIONS: { readonly [fact: string]: Said['verdict'] } = {
  'request.approved_at_level': 'approve',
  'request.rejected': 'reject',
};

/** Decisions as the record tells them, by request. */
async function decisionsInRecord({ house }: Stage): Promise<Map<string, Said[]>> {
  const told = new Map<string, Said[]>();
  for (const { fact, subject, body } of await house.store.audit.rowsAfter(0, 100_000)) {
    const verdict = DECISIONS[fact];
    if (verdict === undefined) continue;
    const { actor } = JSON.parse(body) as { actor: { id: string } };
    told.set(subject, [...(told.get(subject) ?? []), { by: actor.id, verdict }]);
  }
  return told;
}

/** Decisions that are in the workflow's history: updates it accepted, and signals; a click counts once. */
async function decisionsInHistory({ house }: Stage, { id, run }: Request): Promise<Said[]> {
  const { events } = await house.client.workflow.getHandle(requestWorkflowId(id, run)).fetchHistory();
  const clicks = new Map<string, Said>();
  for (const event of events ?? []) {
    const update = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
    const signal = event.workflowExecutionSignaledEventAttributes;
    const [payload] = [
      ...(update?.name === 'decide' ? (update.args?.payloads ?? []) : []),
      ...(signal?.signalName === 'decide' ? (signal.input?.payloads ?? []) : []),
    ];
    if (payload === undefined) continue;
    const { clickId, verdict } = defaultPayloadConverter.fromPayload<RequestMessages['decide']>(payload);
    if (!clicks.has(clickId)) clicks.set(clickId, { by: verdict.by, verdict: verdict.verdict });
  }
  return [...clicks.values()];
}

/** What the app really did, by entitlement, in order. */
async function effectsOf({ house, app }: Stage): Promise<Map<string, string[]>> {
  const effects = new Map<string, string[]>();
  for (const { entitlement, method, changed } of await house.store.sandbox.calls(app('app').id)) {
    if (entitlement === undefined || !changed) continue;
    effects.set(entitlement, [...(effects.get(entitlement) ?? []), method]);
  }
  return effects;
}

/** What really is held there by now, whoever asked for it. */
export async function heldInApp({ house, app }: Stage): Promise<string[]> {
  const inApp = await house.store.sandbox.holdings(app('app').id, { after: undefined, limit: 1000 });
  return inApp.flatMap(({ real, entitlement }) => (real.held ? [entitlement] : []));
}

/** Nothing given that was not approved, one effect each, nothing left, and a record in which nothing was changed. */
export async function expectOnce(stage: Stage, tickets: readonly Ticket[]): Promise<void> {
  const { keys, store } = stage.house;
  const verdict = await verifyAudit({ store, sha256, verifySignature, publicKey: keys.publicKey });
  expect(verdict.breaks).toEqual([]);
  const happened = Object.fromEntries(await effectsOf(stage));
  const approved = tickets.filter((ticket) => ticket.verdict === 'approve');
  const due = approved.map(({ path }) => [stage.entitlement(path).externalId, ['grant', 'revoke']] as const);
  expect(happened).toEqual(Object.fromEntries(due));
  expect(await heldInApp(stage)).toEqual([]);
}

/** Nothing lost, and nothing told that is not in the history. */
export async function expectTrue(stage: Stage, tickets: readonly Ticket[]): Promise<void> {
  await expectOnce(stage, tickets);
  const record = await decisionsInRecord(stage);
  for (const { id, verdict } of tickets) {
    const told = record.get(`request:${id}`) ?? [];
    expect({ id, told }).toEqual({ id, told: await decisionsInHistory(stage, await stored(stage, id)) });
    expect({ id, verdicts: told.map((said) => said.verdict) }).toEqual({ id, verdicts: verdict ? [verdict] : [] });
  }
}

/** Each ended and proven so; marked late exactly where it was later than is told to anybody. */
export async function expectEnded(stage: Stage, ids: readonly RequestId[]): Promise<void> {
  for (const id of ids) {
    const request = await stored(stage, id);
    const { endsAt = 0, verifiedGoneAt = 0, flags, changes } = request;
    expect({ id, changes }).toMatchObject({ id, changes: [{ state: 'taken', proof: { kind: 'read_back' } }] });
    expect(verifiedGoneAt).toBeGreaterThanOrEqual(endsAt);
    expect(flags.includes('late_end')).toBe(verifiedGoneAt - endsAt > 5 * MINUTE);
    const handle = stage.house.client.workflow.getHandle(requestWorkflowId(id, request.run));
    // It hears of what was stored a moment later, and much later where the answer was lost with the database.
    await handle.result();
    const inHistory = await handle.query(currentRequest);
    // When the snapshot was taken is the only thing that the workflow is not told.
    expect({ ...request, asOf: 0 }).toEqual({ ...inHistory, asOf: 0 });
  }
}

/** One row, one opening, one workflow for each, and none besides. */
export async function expectNoOthers({ house }: Stage, ids: readonly RequestId[]): Promise<void> {
  const rows = await house.store.audit.rowsAfter(0, 100_000);
  const opened = rows.filter(({ fact }) => fact === 'request.opened').map(({ subject }) => subject);
  expect(opened.toSorted()).toEqual(ids.map((id) => `request:${id}`).toSorted());
  const started: string[] = [];
  for await (const { workflowId } of house.client.workflow.list({ query: 'WorkflowType = "accessRequestWorkflow"' })) {
    started.push(workflowId);
  }
  expect(started.toSorted()).toEqual(ids.map((id) => requestWorkflowId(id)).toSorted());
}
