import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Request } from '../../../src/domain/request/request.ts';
import { escalateNow, nextEscalation } from '../../../src/domain/request/ask-others.ts';
import { decidersNow } from '../../../src/domain/telling/deciders.ts';
import { remind, whoCanActNow, whyNotRemind } from '../../../src/domain/request/remind.ts';
import { isFinal, stateOf } from '../../../src/domain/request/state.ts';
import { BY_WORKFLOW, step } from '../../../src/domain/request/step.ts';
import { cardIn } from '../../../src/domain/telling/affair.ts';
import { HOUR, MINUTE } from '../../../src/domain/time.ts';
import type { WayTrouble } from '../../../src/ports/way.ts';
import { aChange, aRequest } from '../../support/builders.ts';
import { aPostOffice, type Posted } from '../../support/post-office.ts';
import { flows, type Happening, happening, people } from '../../domain/happenings.ts';
import { aNewsroom, type Newsroom } from './newsroom.ts';

const [maya, noor, , , , eve] = people;

let room: Newsroom;
beforeAll(async () => {
  room = await aNewsroom(people);
});
afterAll(() => room.close());

const anything: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: happening },
  fc.constant<Happening>((request, at) => (whyNotRemind(request, at) ? undefined : remind(request, at, BY_WORKFLOW))),
  fc.constant<Happening>((request, at) =>
    nextEscalation(request) === undefined ? undefined : escalateNow(request, at),
  ),
  fc.constant<Happening>((request, at) =>
    stateOf(request) === 'active'
      ? step(request, 'request.ends_soon', at, BY_WORKFLOW, { endsAt: request.endsAt })
      : undefined,
  ),
);

type Trouble = WayTrouble | 'answer_lost' | undefined;
const weathers = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<Trouble>(undefined) },
    fc.constantFrom<Trouble>('not_now', 'unknown', 'answer_lost', 'refused'),
  ),
  { maxLength: 8 },
);

const life = fc.record({
  flow: fc.constantFrom(...flows),
  days: fc.array(
    fc.record({
      happens: anything,
      later: fc.integer({ min: MINUTE, max: HOUR }),
      tells: fc.boolean(),
      weather: weathers,
      removes: fc.option(fc.nat()),
    }),
    {
      minLength: 3,
      maxLength: 14,
    },
  ),
});

type Life = typeof life extends fc.Arbitrary<infer One> ? One : never;

/** Lives it, with the way failing as the weather has it; in the end the sun shines. Each thing said, with the state it was said in. */
async function lived({ flow, days }: Life) {
  const office = aPostOffice({ shared: [{ workspaceId: 'T1', address: 'C1' }] });
  const escalation = { after: HOUR, to: [{ personId: eve, because: 'next tier' }] };
  const levels = flow.map((level) => ({ ...level, escalation }));
  const changes = [aChange(), aChange({ id: 'c2' })];
  const createdAt = room.clock.now();
  const clocks = {
    decideBy: createdAt + 5 * HOUR,
    giveBy: undefined,
    extensionLimit: undefined,
    pausedAt: undefined,
    pausedMs: 0,
  };
  const about = { appId: room.app.id, requesterId: maya, beneficiaryId: noor, createdAt, asOf: createdAt, clocks };
  const request = aRequest({ ...about, levels, changes });
  await room.open(request);
  for (const { happens, later, tells, weather, removes } of days) {
    room.pass(later);
    await room.happen(request.id, happens);
    const left = [...weather];
    office.setWeather(() => left.shift());
    const cards = office.posted.filter(({ key }) => cardIn(key) !== undefined);
    const lost = cards[(removes ?? 0) % cards.length];
    if (removes !== null && lost !== undefined) office.remove(lost.key);
    if (tells) await room.tell([office.way], request.id);
  }
  office.setWeather(() => undefined);
  room.pass(2 * MINUTE);
  // What was deleted is noticed when it is to show something else.
  await room.happen(request.id, (one, at) => step(one, 'request.restarted', at, BY_WORKFLOW));
  const notTold = await room.tell([office.way], request.id);
  return { office, notTold, request: await room.stored(request.id) };
}

const whoAt = (one: Posted) => one.to;
const requestIn = (one: Posted): Request => {
  const scene = one.said[0]?.scene;
  if (scene === undefined || !('request' in scene)) throw new Error('not about a request');
  return scene.request;
};

describe('whatever happens to a request, and however often Slack is away', () => {
  const always = (holds: (end: Awaited<ReturnType<typeof lived>>) => void) =>
    fc.assert(
      fc.asyncProperty(life, async (given) => holds(await lived(given))),
      { numRuns: 80 },
    );

  it('each piece of news is said once, none that is over, and what stands shows the state', async () => {
    await always(({ office, notTold, request }) => {
      expect(notTold).toEqual([]);
      const news = office.posted.filter(({ key }) => cardIn(key) === undefined);
      expect(new Set(news.map(({ key }) => key)).size).toBe(news.length);
      for (const one of office.posted) expectFresh(one);
      for (const one of office.standing().values()) expectCurrent(one, request);
      expectWhoDecidesHasIt(office.standing(), request);
    });
  });
});

/** Said as long as it was so. */
function expectFresh(one: Posted): void {
  const [first] = one.said;
  const request = requestIn(one);
  const state = stateOf(request);
  const isPending = state === 'pending_approval';
  if (first?.says === 'decide' && whoAt(one) !== 'C1') expect(decidersNow(request)).toContain(whoAt(one));
  if (first?.says !== 'news') return;
  const { news } = first;
  if (['received', 'question', 'answered', 'reminder', 'next_level', 'escalated'].includes(news))
    expect(isPending).toBe(true);
  if (news === 'reminder' || news === 'next_level') expect(whoCanActNow(request)).toContain(whoAt(one));
  if (news === 'ends_soon') expect(state).toBe('active');
  if (news === 'approved') expect(isFinal(state)).toBe(false);
}

/** It shows what is so by now; of the same message only one stands. */
function expectCurrent(one: Posted, request: Request): void {
  const last = one.said.at(-1);
  if (last === undefined || last.says === 'news') return;
  expect(requestIn({ ...one, said: [last] }).version).toBe(request.version);
}

function expectWhoDecidesHasIt(standing: ReadonlyMap<string, Posted>, request: Request): void {
  const cards = [...standing.values()].filter(({ said }) => said[0]?.says === 'decide' && said.length > 0);
  for (const id of decidersNow(request)) expect(cards.filter((one) => whoAt(one) === id)).toHaveLength(1);
}
