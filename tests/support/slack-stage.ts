import { createAttest } from '../../activities/ledger/attest.ts';
import type { Instead } from '../../src/demo-slack/front.ts';
import { type StandIn, startStandIn } from '../../src/demo-slack/stand-in.ts';
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, TEAM_ID } from '../../src/demo-slack/workspace.ts';
import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import { listen } from '../../src/http/listen.ts';
import { createSlack } from '../../src/slack/app.ts';
import type { Slack } from '../../src/slack/door.ts';
import type { SlackSettings } from '../../src/slack/settings.ts';
import { createCalendar } from '../../src/time/calendar.ts';
import { aHttpStage } from './http-stage.ts';
import { peopleOf } from './people.ts';
import { slackScreen } from './slack-screen.ts';
import { notificationsTo, startTelling, stopTelling } from './telling-stage.ts';
import { type Stage, until } from './stories.ts';

interface Given {
  /** How Slack reaches us: it calls, unless given. */
  readonly mode?: 'http' | 'socket';
  /** What Slack's Web API answers instead. */
  readonly instead?: Instead;
  /** People are told there what happens. */
  readonly tells?: boolean;
}

/** In which everybody of the organisation is. */
export const CHANNELS = ['general', 'access-reviews', 'access-alerts'] as const;

/**
 * A stage with Slack: server, workers, and a stand-in for Slack in whose workspace everybody of the organisation is.
 *
 *   const stage = await aSlackStage(organisation);
 *   await stage.slack.command('maya', 'aws');           what people do there, by the first part of their address
 *   await stage.slack.press('ada', message, { action_id: 'approve', value: 'REQ-…' });
 *   expect(await stage.slack.modals()).toMatchObject(…)  what they see
 *   expect(await stage.slack.messagesTo('ada')).toMatchObject(…)
 *   await stage.people.asked('maya', 'aws/deploy')      the same people, by the use cases
 *
 * `describeUnless(whyNoStandIn() ?? (await whyNoTemporal()), …)` around it; `close()` in `afterAll`.
 */
export async function aSlackStage(organisation: Organisation, { mode = 'http', instead, tells = false }: Given = {}) {
  let answer: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 });
  const server = await listen((request) => answer(request), { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${server.port}`;
  const standIn = await startStandIn(
    {
      ...{ users: organisation.people, channels: CHANNELS },
      requestUrl: mode === 'http' ? `${url}/slack/events` : undefined,
    },
    instead === undefined ? {} : { instead },
  );
  const reported: string[] = [];
  let door: Slack | undefined;
  const withDoor = (made: Stage) => {
    const report = (error: unknown, what: string) => void reported.push(`${what}: ${String(error)}`);
    door = doorOf(made, { mode, standIn, url, report });
    return { slack: door };
  };
  const telling = tells ? { notifications: notificationsTo(standIn.url) } : {};
  const { stage, app, stop } = await aHttpStage(organisation, [], withDoor, telling);
  if (tells) await startTelling(stage);
  answer = app.fetch;
  if (door === undefined) throw new Error('the stage has no Slack');
  const slack = door;
  slack.start();
  const screen = slackScreen(standIn.page);
  await untilThere(slack);
  if (mode === 'socket') await until(screen.isConnected);
  return {
    ...{ stage, people: peopleOf(stage), url, standIn, door: slack, teamId: TEAM_ID },
    /** What went wrong where nobody waited for it. */
    reported,
    slack: screen,
    close: async () => {
      stop();
      await Promise.all([server.drain(), slack.stop()]);
      if (tells) await stopTelling(stage);
      await stage.house.close();
      await standIn.stop();
    },
  };
}

export type SlackStage = Awaited<ReturnType<typeof aSlackStage>>;

interface Where {
  readonly mode: 'http' | 'socket';
  readonly standIn: StandIn;
  readonly url: string;
  readonly report: (error: unknown, what: string) => void;
}

function doorOf({ house }: Stage, { mode, standIn, url, report }: Where): Slack {
  const slack: SlackSettings = {
    ...{ url: standIn.url, botToken: BOT_TOKEN, client: undefined },
    signingSecret: mode === 'http' ? SIGNING_SECRET : undefined,
    appToken: mode === 'socket' ? APP_TOKEN : undefined,
  };
  const attest = createAttest({ ledger: house.store.ledger, clock: house.clock });
  return createSlack({ ...house, attest, calendarOf: createCalendar, slack, publicUrl: url, report });
}

async function untilThere({ workspaces }: Slack): Promise<void> {
  if ((await workspaces.live()).length === 0) throw new Error('the stage is in no workspace');
}
