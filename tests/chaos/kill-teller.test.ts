import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createKeys } from '../../src/config/keys.ts';
import { secret } from '../../src/config/secret.ts';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import { type StandIn, startStandIn } from '../../src/demo-slack/stand-in.ts';
import { BOT_TOKEN, channelIdOf, TEAM_ID } from '../../src/demo-slack/workspace.ts';
import type { PersonId, RequestId } from '../../src/domain/ids.ts';
import { decide } from '../../src/domain/request/decide.ts';
import { DAY, MINUTE } from '../../src/domain/time.ts';
import { slackWayOf } from '../../src/telling-of.ts';
import { tell } from '../../src/use-cases/telling/tell.ts';
import { anOpenLevel, aRequest } from '../support/builders.ts';
import { type SeenMessage, slackScreen } from '../support/slack-screen.ts';
import { describeUnless } from '../support/skip.ts';
import { aNewsroom, type Newsroom } from '../use-cases/telling/newsroom.ts';
import type { Moment } from './fixtures/mortal.ts';
import type { TellerPlan } from './fixtures/teller.ts';

const PROGRAM = fileURLToPath(new URL('./fixtures/teller.ts', import.meta.url));
const [maya, ada, lin, owner] = ['maya', 'ada', 'lin', 'owner'].map((name): PersonId => `per_${name}`) as [
  ...[PersonId, PersonId, PersonId, PersonId],
];
const REVIEWS = channelIdOf('access-reviews');

const before = (method: string, time = 1): Moment => ({ when: 'before', method, time });
const after = (method: string, time = 1): Moment => ({ when: 'after', method, time });

/** Who tells that it was asked, or that it was decided, and when each of them dies: one after the other. */
const LIVES: readonly { readonly asked?: readonly Moment[]; readonly decided?: readonly Moment[] }[] = [
  { asked: [after('begin')] },
  { asked: [after('post')] },
  { asked: [before('settle', 4)] },
  { decided: [before('change', 2)] },
  { decided: [after('change')] },
  { decided: [after('post')] },
  // Whoever looks for what the first one has left behind dies as well.
  { asked: [after('post', 2), after('find')] },
  { asked: [after('begin', 2), before('forget')] },
  { asked: [before('settle'), after('settle')] },
];
/** Programs that start: more of them at once would only be in each other's way. */
const AT_A_TIME = 4;

describeUnless(whyNoStandIn(), 'kill -9 of whoever tells people', () => {
  const keys = createKeys(secret('the secret of an instance under test'));
  let room: Newsroom;
  let standIn: StandIn;
  beforeAll(async () => {
    room = await aNewsroom([maya, ada, lin, owner]);
    const users = [maya, ada, lin, owner].map((id) => ({ email: `${id}@example.com`, name: id.slice(4) }));
    standIn = await startStandIn({ users, channels: ['access-reviews'] });
  });
  afterAll(async () => {
    await standIn.stop();
    await room.close();
  });

  const slack = () => ({ url: standIn.url, botToken: BOT_TOKEN });

  async function tellAt(now: number, id: RequestId) {
    const clock = { now: () => now };
    const parts = { slack: slack(), publicUrl: 'https://access.example', report: () => undefined };
    const way = slackWayOf({ store: room.store, keys, clock }, parts);
    return (await tell({ store: room.store, clock, ways: [way] }, `request:${id}`, 0)).notTold;
  }

  /** By what it died. */
  async function dies(plan: Pick<TellerPlan, 'now' | 'subject' | 'dieAt'>): Promise<unknown> {
    const all: TellerPlan = { ...plan, file: room.file, slack: slack() };
    // Each of them is compiled once.
    const env = { ...process.env, NODE_COMPILE_CACHE: join(dirname(room.file), 'compiled') };
    const child = spawn(process.execPath, [PROGRAM, JSON.stringify(all)], {
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const [, signal] = (await once(child, 'exit')) as [unknown, unknown];
    return signal;
  }

  async function asked(): Promise<RequestId> {
    const at = room.clock.now();
    const clocks = { ...aRequest().clocks, decideBy: at + 7 * DAY };
    const approvers = [ada, lin].map((personId) => ({ personId, because: 'app owner' }));
    const about = { appId: room.app.id, requesterId: maya, beneficiaryId: maya, createdAt: at, asOf: at, clocks };
    const request = aRequest({ ...about, levels: [anOpenLevel({ approvers })] });
    await room.open(request);
    return request.id;
  }

  const decided = (id: RequestId) =>
    room.happen(id, (request, at) => {
      const verdict = { by: lin, onBehalfOf: undefined, verdict: 'approve', comment: 'go', lease: undefined } as const;
      return decide(request, verdict, at, { actor: { kind: 'person', id: lin }, surface: 'web', assurance: 'session' });
    });

  async function live({ asked: first = [], decided: second = [] }: (typeof LIVES)[number]) {
    const id = await asked();
    const subject = `request:${id}`;
    let now = room.clock.now();
    const deaths: unknown[] = [];
    for (const moments of [first, second]) {
      if (moments === second) await decided(id);
      for (const dieAt of moments) {
        deaths.push(await dies({ now, subject, dieAt }));
        now += 2 * MINUTE;
      }
      expect(await tellAt(now, id)).toEqual([]);
      now += 2 * MINUTE;
    }
    expect(deaths).toEqual([...first, ...second].map(() => 'SIGKILL'));
    return id;
  }

  it('when they die at any step of a message, then the next one goes on, and each stands once, where it belongs', async () => {
    await tellAt(room.clock.now(), await asked());
    await room.store.workspaces.setChannels(TEAM_ID, { alertChannel: undefined, reviewChannel: REVIEWS }, []);
    const ids: RequestId[] = [];
    for (let at = 0; at < LIVES.length; at += AT_A_TIME)
      ids.push(...(await Promise.all(LIVES.slice(at, at + AT_A_TIME).map(live))));
    const all = await slackScreen(standIn.page).messages();
    expect(await Promise.all(ids.map((id) => standing(id, all)))).toEqual(ids.map(() => STANDS));
  }, 120_000);

  const CARD = '✓ Approved by per_lin · "go"';
  const STANDS = {
    ...{ 'decide T01STANDIN/CACCESSREVIEWS': CARD, 'decide per_ada': CARD, 'decide per_lin': CARD },
    ...{ 'state per_maya': '⏳ Being given' },
    ...{ 'received per_maya': 'under state per_maya', 'approved per_maya': 'under state per_maya' },
  };

  /** What stands in Slack about it: by key, what it shows by now or under what it is. */
  async function standing(id: RequestId, all: readonly SeenMessage[]) {
    const stored = await room.store.messages.about(`request:${id}`);
    const nameOf = (ts: string | undefined) => {
      const key = stored.find(({ place }) => place?.ts === ts)?.key;
      return key?.replace(/^\S+ /, '').replace(/#\d+/, '');
    };
    const roots = all.filter(
      ({ blocks, thread_ts, ts }) => (thread_ts ?? ts) === ts && JSON.stringify(blocks).includes(id),
    );
    const replies = all.filter(({ thread_ts, ts }) => ts !== thread_ts && roots.some((root) => root.ts === thread_ts));
    const shown = (text: string) => text.split(' · ').slice(1, 3).join(' · ');
    const entries = [
      ...roots.map(({ ts, text }) => [nameOf(ts) ?? 'twice', shown(text)]),
      ...replies.map(({ ts, thread_ts }) => [nameOf(ts) ?? 'twice', `under ${nameOf(thread_ts)}`]),
    ];
    return Object.fromEntries(entries) as unknown;
  }
});
