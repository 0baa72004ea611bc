import type { Instead } from '../../src/demo-slack/front.ts';
import { startStandIn } from '../../src/demo-slack/stand-in.ts';
import { BOT_TOKEN } from '../../src/demo-slack/workspace.ts';
import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import type { Clock } from '../../src/ports/environment.ts';
import { slackWayOf, tellingOf } from '../../src/telling-of.ts';
import { ensureTelling } from '../../src/temporal/teller.ts';
import { tellingWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { peopleOf } from './people.ts';
import type { RunningInstallation } from './running-installation.ts';
import { type SeenMessage, slackScreen } from './slack-screen.ts';
import { aStage, type Stage, until } from './stories.ts';

export const CHANNELS = ['access-reviews'] as const;

type Given = NonNullable<Parameters<typeof aStage>[1]>;
type Made = Parameters<NonNullable<Given['notifications']>>[0];

/**
 * An organisation whose people are told in Slack what happens, by the real workflows; a stand-in for Slack, whose Web API
 * answers what it is told to, if it is. What people do they do on the web.
 */
export async function aTellingStage(organisation: Organisation, given: Given = {}) {
  let instead: Instead = () => undefined;
  const calls: string[] = [];
  const standIn = await startStandIn(
    { users: organisation.people, channels: CHANNELS },
    {
      instead: (method, args, token) => {
        calls.push(method);
        return instead(method, args, token);
      },
    },
  );
  const notifications = notificationsTo(standIn.url);
  const stage = await aStage(organisation, { notifications, ...given });
  const { house } = stage;
  await startTelling(stage);
  const screen = slackScreen(standIn.page);
  return {
    ...{ stage, people: peopleOf(stage), screen, calls, standIn },
    setInstead: (next: Instead) => {
      instead = next;
    },
    /** Until everybody has been told about it, as far as the record goes. */
    settled: (id: string) => settled(house, id),
    messagesTo: async (name: string) => (await screen.messagesTo(name)).filter(isOurs),
    close: async () => {
      await stopTelling(stage);
      await house.close();
      await standIn.stop();
    },
  };
}

export type TellingStage = Awaited<ReturnType<typeof aTellingStage>>;

/** What happens from then on is told: it begins at the end of the record. */
export async function startTelling({ house }: Stage): Promise<void> {
  await ensureTelling(house.client, house.taskQueue);
  await until(async () => (await house.store.messages.progress()) !== undefined);
}

export async function stopTelling({ house }: Stage): Promise<void> {
  await house.client.workflow.getHandle(tellingWorkflowId(house.taskQueue)).terminate();
}

/** For another installation that tells people of the same workspace; its clock may be ahead. */
export function notificationsTo(url: string, clock?: Clock) {
  return (installation: Made) => {
    const made = clock === undefined ? installation : { ...installation, clock };
    const settings = {
      slack: { url, botToken: BOT_TOKEN },
      publicUrl: 'https://access.example',
      report: () => undefined,
    };
    return tellingOf(made, [slackWayOf(made, settings)], made.client, made.taskQueue);
  };
}

function isOurs({ subtype }: SeenMessage): boolean {
  return subtype === undefined || subtype === 'bot_message';
}

async function settled({ store, client }: RunningInstallation, id: string): Promise<void> {
  await until(async () => {
    const head = await store.audit.head();
    return ((await store.messages.progress())?.upTo ?? 0) >= head.index;
  });
  const handle = client.workflow.getHandle(`tell:request:${id}`);
  await until(async () => (await handle.describe()).status.name === 'COMPLETED');
}
