import { createNotificationActivities } from '../../activities/notification.activities.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { createTeller, ensureTelling } from '../../src/temporal/teller.ts';
import { tellingWorkflowId, tellWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { aStage, type Stage, until } from '../support/stories.ts';
import { anOrganisationOf } from '../workflows/scenes.ts';

/** In a subject: a day later it is told anew. */
const TURN = 'TURN';

/** A stage on which telling takes as long as it is told to, and hours of following pass at once. */
export async function aReplayedTelling() {
  let go = () => {};
  let isShut = false;
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  let [told, hours] = [0, 0];
  const clock = { now: () => hours++ * HOUR };
  const notifications = createNotificationActivities({
    clock,
    tell: async (subject, now) => {
      told++;
      if (isShut) return { notTold: [{ why: 'Slack: not now', retryAfterMs: HOUR }], again: undefined };
      await gate;
      return { notTold: [], again: subject.includes(TURN) && told === 1 ? now + DAY : undefined };
    },
    follow: () => Promise.resolve({ upTo: hours, isBehind: false }),
  });
  const stage = await aStage(anOrganisationOf({}), { notifications: () => notifications });
  const shut = (now: boolean) => {
    isShut = now;
  };
  return { stage, open: () => go(), told: () => told, shut };
}

type Telling = Awaited<ReturnType<typeof aReplayedTelling>>;

/** One of each kind: which workflow's first run to store. */
export const tellingLives: { readonly [name: string]: (telling: Telling) => Promise<string> } = {
  async 'told-twice'({ stage, open, told }) {
    const subject = `request:REQ-${stage.house.taskQueue}`;
    const teller = createTeller(stage.house.client, stage.house.taskQueue);
    await teller.tell([subject]);
    await until(async () => told() === 1);
    await teller.tell([subject]);
    open();
    await stage.house.client.workflow.getHandle(tellWorkflowId(subject)).result();
    return tellWorkflowId(subject);
  },

  async 'told-when-somebody-stands-in'({ stage, open, told }) {
    const subject = `request:REQ-${TURN}-${stage.house.taskQueue}`;
    open();
    await createTeller(stage.house.client, stage.house.taskQueue).tell([subject]);
    await until(async () => told() === 1);
    await stage.house.advance(tellWorkflowId(subject), 2 * DAY);
    await stage.house.client.workflow.getHandle(tellWorkflowId(subject)).result();
    return tellWorkflowId(subject);
  },

  async 'told-when-it-changed'({ stage, open, told, shut }) {
    const subject = `request:REQ-${stage.house.taskQueue}`;
    const teller = createTeller(stage.house.client, stage.house.taskQueue);
    shut(true);
    await teller.tell([subject]);
    await until(async () => told() === 1);
    shut(false);
    open();
    await teller.tell([subject]);
    await stage.house.client.workflow.getHandle(tellWorkflowId(subject)).result();
    return tellWorkflowId(subject);
  },

  async 'telling-for-a-day'({ stage }) {
    await ensureTelling(stage.house.client, stage.house.taskQueue);
    return tellingWorkflowId(stage.house.taskQueue);
  },
};

/** Of the first run: the one that follows it is another history. */
export async function firstRunOf({ house }: Stage, workflowId: string) {
  const { client } = house;
  const runs = async () => {
    const found: string[] = [];
    for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) found.push(runId);
    return found;
  };
  const current = client.workflow.getHandle(workflowId);
  if (workflowId.startsWith('telling')) {
    await until(async () => (await runs()).length > 1);
    await current.terminate();
  }
  const first = (await runs()).at(-1);
  return client.workflow.getHandle(workflowId, first).fetchHistory();
}
