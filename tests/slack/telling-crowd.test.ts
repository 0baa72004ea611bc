import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createKeys } from '../../src/config/keys.ts';
import { secret } from '../../src/config/secret.ts';
import type { PersonId, RequestId } from '../../src/domain/ids.ts';
import { decide } from '../../src/domain/request/decide.ts';
import { DAY } from '../../src/domain/time.ts';
import { TOKEN_SEAL } from '../../src/slack/workspaces.ts';
import { slackWayOf } from '../../src/telling-of.ts';
import { createPatience } from '../../src/use-cases/telling/patience.ts';
import { tell } from '../../src/use-cases/telling/tell.ts';
import { anOpenLevel, aRequest } from '../support/builders.ts';
import { aBusySlack, type StandingMessage } from '../support/busy-slack.ts';
import { aWorkspace } from '../support/slack-house.ts';
import { aNewsroom, type Newsroom } from '../use-cases/telling/newsroom.ts';

const named = (side: string, count: number) => Array.from({ length: count }, (_, at): PersonId => `per_${side}${at}`);
/** The last one of each side decides. */
const SIDES = { east: named('east', 9), west: named('west', 3) } as const;
type Side = keyof typeof SIDES;
/** As many as a worker does side by side. */
const PLACES = 10;
const LET_THROUGH = 50;
const HOW_MANY = 200;

describe('when hundreds are decided at once', () => {
  const keys = createKeys(secret('the secret of an instance under test'));
  const sides = Object.keys(SIDES) as Side[];
  let room: Newsroom;
  let slack: Awaited<ReturnType<typeof aBusySlack>>;
  beforeAll(async () => {
    room = await aNewsroom(Object.values(SIDES).flat());
    slack = await aBusySlack(sides.map((id) => ({ id, people: SIDES[id].map((person) => `${person}@example.com`) })));
    for (const id of sides)
      await room.store.workspaces.install(aWorkspace({ id, sealedToken: keys.seal(TOKEN_SEAL, `xoxb-${id}`) }), []);
  });
  afterAll(async () => {
    await slack.close();
    await room.close();
  });

  async function asked(side: Side, at: number): Promise<RequestId> {
    const [decider, ...others] = SIDES[side].toReversed();
    const requesterId = others[at % others.length] ?? 'per_NOBODY';
    const now = room.clock.now();
    const clocks = { ...aRequest().clocks, decideBy: now + 7 * DAY };
    const levels = [anOpenLevel({ approvers: [{ personId: decider ?? 'per_NOBODY', because: 'app owner' }] })];
    const about = { appId: room.app.id, requesterId, beneficiaryId: requesterId, createdAt: now, asOf: now };
    const request = aRequest({ ...about, clocks, levels });
    await room.open(request);
    return request.id;
  }

  async function decided(side: Side, id: RequestId): Promise<void> {
    const by = SIDES[side].at(-1) ?? 'per_NOBODY';
    await room.happen(id, (request, at) =>
      decide(request, { by, onBehalfOf: undefined, verdict: 'approve', comment: undefined, lease: undefined }, at, {
        ...{ actor: { kind: 'person', id: by }, surface: 'web', assurance: 'session' },
      }),
    );
  }

  /** As workers do: so many side by side, and who was sent away comes back when it was told to. */
  async function tellAll(ids: readonly RequestId[], isDone: (id: RequestId) => void = () => undefined) {
    const clock = { now: Date.now };
    const parts = { slack: { url: slack.url, botToken: undefined }, publicUrl: 'https://access.example' };
    const way = slackWayOf({ store: room.store, keys, clock }, { ...parts, report: () => undefined });
    const patiently = createPatience();
    const inOneOf = createPlaces();
    const untilTold = async (id: RequestId): Promise<void> => {
      const told = () => tell({ store: room.store, clock: room.clock, ways: [way] }, `request:${id}`, 0);
      const [trouble] = (await inOneOf(() => patiently(told, pause))).notTold;
      if (trouble === undefined) return isDone(id);
      await pause(trouble.retryAfterMs ?? 1000);
      return untilTold(id);
    };
    await Promise.all(ids.map(untilTold));
  }

  it('then everybody hears of each once; who has to wait does, and in another workspace nobody waits for them', async () => {
    const sideOf = (at: number): Side => (at % 5 === 0 ? 'west' : 'east');
    const ids = await Promise.all(Array.from({ length: HOW_MANY }, (_, at) => asked(sideOf(at), at)));
    await tellAll(ids);
    for (const [at, id] of ids.entries()) await decided(sideOf(at), id);
    slack.letThrough('east', LET_THROUGH);
    const west = new Set(ids.filter((_, at) => sideOf(at) === 'west'));
    let refusedByThen = Infinity;
    let left = ids.length;
    let leftByThen = 0;
    await tellAll(ids, (id) => {
      left--;
      if (west.has(id) && west.size === 1) leftByThen = left;
      if (west.delete(id) && west.size === 0) refusedByThen = slack.refused();
    });
    // Most of the other side was still to come.
    expect(leftByThen).toBeGreaterThan(ids.filter((_, at) => sideOf(at) === 'east').length / 2);
    // Whoever waited for the other side would be done with its last ones.
    expect(refusedByThen).toBeLessThan(slack.refused() * 0.75);
    const pauses = (2 * HOW_MANY) / LET_THROUGH + SIDES.east.length;
    expect(slack.refused()).toBeLessThan(pauses * PLACES);
    const standing = new Map(slack.messages.map((message) => [message.key.replace(/#\d+/, ''), message]));
    expect([slack.messages.length, standing.size]).toEqual([4 * HOW_MANY, 4 * HOW_MANY]);
    expect(ids.filter((id, at) => !isWhole(standing, id, sideOf(at)))).toEqual([]);
  }, 60_000);

  /** The card of who decided and the root of who asked show it, and what happened is told under that. */
  function isWhole(standing: ReadonlyMap<string, StandingMessage>, id: RequestId, side: Side): boolean {
    const ofIt = [...standing].filter(([key]) => key.startsWith(`request:${id} `)).map(([, message]) => message);
    const named = (name: string) => ofIt.find(({ key }) => key.includes(` ${name}`));
    const root = named('state');
    const replies = [named('received'), named('approved')];
    return (
      ofIt.every(({ workspaceId }) => workspaceId === side) &&
      named('decide')?.text.includes('✓ Approved') === true &&
      root?.text.includes('Being given') === true &&
      replies.every((reply) => reply?.under === root.ts && reply.channel === root.channel)
    );
  }
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Who came first is first. */
function createPlaces() {
  const waiting: (() => void)[] = [];
  let free = PLACES;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free--;
    return work().finally(() => {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    });
  };
}
