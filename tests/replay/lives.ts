import { DAY, HOUR } from '../../src/domain/time.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { anId, anOpenLevel } from '../support/builders.ts';
import {
  approval,
  approve,
  endRequest,
  originOf,
  pass,
  reject,
  retry,
  type Stage,
  stored,
  story,
  submit,
  submittedAndApproved,
  until,
  untilState,
} from '../support/stories.ts';
import { A_DAY_OF_WORK, anOrganisationOf, asking } from '../workflows/scenes.ts';

export const ORGANISATION_OF_LIVES = anOrganisationOf({ aws: 20, broken: 5 });

type Life = (stage: Stage, request: ReturnType<typeof asking>) => Promise<Request>;

/** One of each kind of life, each until it is over: what a changed workflow must still be able to replay. */
export const lives: { readonly [name: string]: Life } = {
  async simple(stage, request) {
    const one = await submittedAndApproved(stage, request());
    await untilState(stage, one, 'active');
    await pass(stage, one, A_DAY_OF_WORK);
    return one;
  },

  async lapsed(stage, request) {
    const one = request();
    const reminders = { after: 2 * DAY, every: 2 * DAY };
    await submit(stage, { ...one, levels: one.levels.map((level) => ({ ...level, reminders })) });
    await pass(stage, one, 8 * DAY);
    return one;
  },

  async rejected(stage, request) {
    const one = request();
    await submit(stage, one);
    await reject(stage, one);
    return one;
  },

  async scheduled(stage, request) {
    const one = request();
    const asked = { kind: 'for', length: 'PT8H', startAt: Date.now() + DAY } as const;
    await submittedAndApproved(stage, { ...one, lease: { ...one.lease, asked } });
    await pass(stage, one, DAY + HOUR);
    await pass(stage, one, A_DAY_OF_WORK);
    return one;
  },

  async 'ended-early'(stage, request) {
    const one = await submittedAndApproved(stage, request());
    await untilState(stage, one, 'active');
    await endRequest(stage, one);
    return one;
  },

  async 'failed-then-retried'(stage) {
    const app = stage.app('broken').id;
    await stage.house.store.sandbox.setFaults(app, { fail: { times: 1000, failure: 'permanent' } });
    const one = await submittedAndApproved(stage, asking(stage, 'broken')());
    await until(async () => (await story(stage, one.id)).includes('request.giving_failed'));
    await stage.house.store.sandbox.setFaults(app, { fail: undefined });
    await retry(stage, one);
    await untilState(stage, one, 'active');
    await pass(stage, one, A_DAY_OF_WORK);
    return one;
  },

  async question(stage, request) {
    const one = request();
    await submit(stage, one);
    for (const [by, name] of [['ada', 'ask'] as const, ['maya', 'answer'] as const]) {
      const { id } = stage.person(by);
      await stage.house.gateway.send(one, name, { clickId: name, by: id, text: 'What for?', origin: originOf(id) });
      await pass(stage, one, DAY);
    }
    await reject(stage, one);
    return one;
  },

  async 'cancelled-by-operator'(stage, request) {
    const one = await submittedAndApproved(stage, request());
    await untilState(stage, one, 'active');
    await stage.house.client.workflow.getHandle(requestWorkflowId(one.id)).cancel();
    return one;
  },

  async 'two-levels'(stage, request) {
    const level = (by: string) => anOpenLevel({ approvers: [{ personId: stage.person(by).id, because: 'app owner' }] });
    const one = request({ levels: [level('ada'), { ...level('lin'), state: 'waiting' }] });
    await submit(stage, one);
    await approve(stage, one, 'ada');
    const second = approval(stage.person('lin').id, { evidence: { level: 1, mayDecide: true, because: 'app owner' } });
    await stage.house.gateway.send(one, 'decide', second);
    await untilState(stage, one, 'active');
    await pass(stage, one, A_DAY_OF_WORK);
    return one;
  },

  async extended(stage, request) {
    const lease = await submittedAndApproved(stage, request());
    await untilState(stage, lease, 'active');
    const ticket = await extension(stage, lease, 8 * HOUR);
    await approve(stage, ticket);
    await untilState(stage, ticket, 'ended');
    await pass(stage, lease, 2 * A_DAY_OF_WORK);
    return lease;
  },

  async 're-raised'(stage, request) {
    const lease = await submittedAndApproved(stage, request());
    await untilState(stage, lease, 'active');
    const ticket = await extension(stage, lease, 3 * DAY);
    await pass(stage, lease, 2 * A_DAY_OF_WORK);
    await reject(stage, { ...ticket, within: undefined });
    return lease;
  },

  async 'ended-with-its-extension'(stage, request) {
    const lease = await submittedAndApproved(stage, request());
    await untilState(stage, lease, 'active');
    const ticket = await extension(stage, lease, DAY);
    await endRequest(stage, lease);
    await untilState(stage, ticket, 'cancelled');
    return lease;
  },

  async removed(stage, request) {
    const lease = await submittedAndApproved(stage, request());
    await untilState(stage, lease, 'active');
    const changes = lease.changes.map((change) => ({ ...change, op: 'remove' as const }));
    const removal = await submittedAndApproved(stage, request({ changes }));
    await untilState(stage, removal, 'ended');
    return removal;
  },

  async escalated(stage, request) {
    const one = request();
    const to = [{ personId: stage.person('sam').id, because: 'named in the flow' }];
    const levels = one.levels.map((level) => ({ ...level, escalation: { after: 4 * HOUR, to } }));
    await submit(stage, { ...one, levels });
    await pass(stage, one, DAY);
    await reject(stage, one, 'sam');
    return one;
  },
};

async function extension(stage: Stage, lease: Request, moreMs: number): Promise<Request> {
  const { endsAt = 0 } = await stored(stage, lease.id);
  const granted = { kind: 'between', endAt: endsAt + moreMs } as const;
  const ticket: Request = {
    ...{ ...lease, id: anId('request'), kind: 'extend', within: lease.id },
    lease: { ...lease.lease, asked: granted, granted },
  };
  const message = { clickId: `extend ${ticket.id}`, origin: originOf(lease.requesterId), ticket, facts: [] };
  const sent = await stage.house.gateway.send(lease, 'extend', message);
  if (!sent.ok) throw new Error(sent.problem.detail);
  return ticket;
}
