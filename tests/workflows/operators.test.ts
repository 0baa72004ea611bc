import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { HOUR } from '../../src/domain/time.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { searchAttributes } from '../../src/temporal/search-attributes.ts';
import { describeUnless } from '../support/skip.ts';
import {
  approve,
  aStage,
  pass,
  type Stage,
  stateNow,
  story,
  submit,
  submittedAndApproved,
  until,
  untilState,
} from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { A_DAY_OF_WORK, anOrganisationOf, asking } from './scenes.ts';
import { expectSound, expectWholeRecord } from './soundness.ts';

describeUnless(await whyNoTemporal(), "Temporal's own tools", () => {
  let stage: Stage;
  let request: ReturnType<typeof asking>;
  beforeAll(async () => {
    stage = await aStage(anOrganisationOf({ aws: 20 }));
    request = asking(stage, 'aws', ['ada']);
  });
  afterAll(async () => {
    await expectWholeRecord(stage);
    await stage.house.close();
  });

  const handleOf = ({ id }: Request) => stage.house.client.workflow.getHandle(requestWorkflowId(id));

  async function actorsOf(one: Request, name: string): Promise<string[]> {
    const rows = await stage.house.store.audit.rowsAfter(0, 10_000);
    const own = rows.filter(({ fact, subject }) => fact === name && subject === `request:${one.id}`);
    return own.map(({ body }) => (JSON.parse(body) as { actor: { kind: string } }).actor.kind);
  }

  it('when a pending request is cancelled there, then it is cancelled, by an operator', async () => {
    const one = request();
    await submit(stage, one);
    expect(await handleOf(one).query('__stack_trace')).toMatch(/at untilChanged .*approval\.ts:\d+:\d+\)\n.* at lease/);
    await handleOf(one).cancel();
    expect(await handleOf(one).result()).toMatchObject({ state: 'cancelled' });
    await expectSound(stage, one);
    expect(await actorsOf(one, 'request.cancelled')).toEqual(['operator']);
  });

  it('when an active one is cancelled there, twice, then it is taken back and proven, and ended by an operator', async () => {
    const one = await submittedAndApproved(stage, request());
    await untilState(stage, one, 'active');
    await handleOf(one).cancel();
    await handleOf(one).cancel();
    await expectSound(stage, one);
    expect(await stateNow(stage, one.id)).toBe('ended');
    expect(await actorsOf(one, 'request.end_asked')).toEqual(['operator']);
    expect(await handleOf(one).result()).toMatchObject({ state: 'ended' });
  });

  it('when an active one is terminated, then the row still says active and a click is told that nothing changed', async () => {
    const one = await submittedAndApproved(stage, request());
    await untilState(stage, one, 'active');
    await pass(stage, one, HOUR);
    await handleOf(one).terminate('by hand');
    expect(await stateNow(stage, one.id)).toBe('active');
    expect(await approve(stage, one)).toMatchObject({ ok: true });
    const origin = { actor: { kind: 'person', id: one.requesterId }, surface: 'web' } as const;
    const end = await stage.house.gateway.send(one, 'end', { clickId: 'too late', origin, reason: undefined });
    expect(end).toMatchObject({ ok: false, problem: { code: 'wrong_state' } });
    expect(await story(stage, one.id)).not.toContain('request.ending');
  });

  it('when it is looked at, then attributes, summary and details say what it waits for', async () => {
    const one = request();
    await submit(stage, one);
    const pending = await handleOf(one).describe();
    const attributes = (of: typeof pending) => ({
      state: of.typedSearchAttributes.get(searchAttributes.state),
      app: of.typedSearchAttributes.get(searchAttributes.app),
      person: of.typedSearchAttributes.get(searchAttributes.person),
      endsAt: of.typedSearchAttributes.get(searchAttributes.endsAt)?.getTime(),
    });
    const known = { app: one.appId, person: one.beneficiaryId };
    expect(attributes(pending)).toEqual({ ...known, state: 'pending_approval', endsAt: undefined });
    expect(await pending.staticSummary()).toContain(one.id);
    expect(await details(one)).toContain(
      `**pending approval**, waiting for any of ${stage.person('ada').id} (app owner)`,
    );
    await approve(stage, one);
    await until(async () => (await details(one)).includes('**active**, waiting for its end, '));
    const endsAt = (await stage.house.store.requests.byId(one.id))?.endsAt;
    expect(attributes(await handleOf(one).describe())).toEqual({ ...known, state: 'active', endsAt });
    expect(await details(one)).toContain('- c1: add');
    await pass(stage, one, A_DAY_OF_WORK);
    expect(attributes(await handleOf(one).describe()).state).toBe('ended');
    expect(await details(one)).toContain('**ended**, waiting for nothing');
  });

  async function details(one: Request): Promise<string> {
    const { client } = stage.house;
    const answer = await client.workflowService.queryWorkflow({
      namespace: client.options.namespace,
      execution: { workflowId: requestWorkflowId(one.id) },
      query: { queryType: '__temporal_workflow_metadata' },
    });
    const [payload] = answer.queryResult?.payloads ?? [];
    const metadata = defaultPayloadConverter.fromPayload<temporal.api.sdk.v1.IWorkflowMetadata>(payload ?? {});
    return metadata.currentDetails ?? '';
  }
});
