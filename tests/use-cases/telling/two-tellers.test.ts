import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PersonId, RequestId } from '../../../src/domain/ids.ts';
import { BY_WORKFLOW } from '../../../src/domain/request/step.ts';
import { remind } from '../../../src/domain/request/remind.ts';
import { ask } from '../../../src/domain/request/thread.ts';
import { DAY, HOUR } from '../../../src/domain/time.ts';
import type { Way } from '../../../src/ports/way.ts';
import { anOpenLevel, aRequest } from '../../support/builders.ts';
import { aPostOffice, type PostOffice } from '../../support/post-office.ts';
import { aNewsroom, type Newsroom } from './newsroom.ts';

const [maya, ada] = ['per_maya', 'per_ada'] as [PersonId, PersonId];

describe('a card that two change', () => {
  let room: Newsroom;
  let slack: PostOffice;
  beforeAll(async () => {
    room = await aNewsroom([maya, ada]);
  });
  afterAll(() => room.close());
  beforeEach(() => {
    slack = aPostOffice();
  });

  async function asked(): Promise<RequestId> {
    const at = room.clock.now();
    const levels = [anOpenLevel({ approvers: [{ personId: ada, because: 'app owner' }] })];
    const clocks = { ...aRequest().clocks, decideBy: at + 7 * DAY };
    const about = { appId: room.app.id, requesterId: maya, beneficiaryId: maya, createdAt: at, asOf: at };
    const request = aRequest({ ...about, levels, clocks });
    await room.open(request);
    return request.id;
  }
  const question = (id: RequestId) =>
    room.happen(id, (request, at) => ask(request, { id: 'q', by: ada, text: 'Why?' }, at, BY_WORKFLOW));
  /** What it shows in the end. */
  const adas = (id: RequestId) => {
    const says = slack.standing().get(`request:${id} decide ${ada}`)?.said.at(-1);
    return says?.says === 'decide' ? says.scene.request.thread.length : undefined;
  };

  it('when one of them was cut off and says late what was so before, then what is so now stands', async () => {
    const id = await asked();
    await room.tell([slack.way], id);
    const { promise: thaws, resolve: thaw } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    let isFrozen = true;
    const frozen: Way = {
      ...slack.way,
      async change(place, says) {
        begin();
        if (isFrozen) await thaws;
        await slack.way.change(place, says);
      },
    };
    room.pass(HOUR);
    await room.happen(id, (request, at) => remind(request, at, BY_WORKFLOW));
    const late = room.tell([frozen], id);
    await begun;
    isFrozen = false;
    await question(id);
    expect(await room.tell([slack.way], id)).toEqual([]);
    thaw();
    expect(await late).toEqual(expect.arrayContaining([expect.objectContaining({ retryAfterMs: 1000 })]));
    expect(adas(id)).toBe(0);
    await room.tell([slack.way], id);
    expect(adas(id)).toBe(1);
  });

  it('when nobody knows whether it was changed, then it is changed again, though all is as it was', async () => {
    const id = await asked();
    let look = 'before';
    const way: Way = { ...slack.way, digestOf: () => look };
    await room.tell([way], id);
    look = 'after';
    slack.setWeather(() => 'answer_lost');
    expect(await room.tell([way], id)).not.toEqual([]);
    look = 'before';
    slack.setWeather(() => undefined);
    expect(await room.tell([way], id)).toEqual([]);
    expect(slack.standing().get(`request:${id} decide ${ada}`)?.said).toHaveLength(3);
  });
});
