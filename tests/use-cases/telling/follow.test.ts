import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PersonId } from '../../../src/domain/ids.ts';
import { follow } from '../../../src/use-cases/telling/follow.ts';
import { aFact, anId, anOpenLevel, aRequest, NOW } from '../../support/builders.ts';
import { aNewsroom, type Newsroom } from './newsroom.ts';

const [maya, ada]: readonly PersonId[] = [anId('person'), anId('person')];

let room: Newsroom;
beforeAll(async () => {
  room = await aNewsroom([maya ?? 'per_', ada ?? 'per_']);
});
afterAll(() => room.close());

/** One look at the record: about what somebody is to be told. */
async function followed({ failing = false, isAnew = false } = {}): Promise<readonly string[]> {
  const told: string[] = [];
  const teller = {
    tell: (subjects: readonly string[]) => {
      told.push(...subjects);
      return failing ? Promise.reject(new Error('Temporal is away')) : Promise.resolve();
    },
  };
  await follow({ ...room, teller }, isAnew);
  return told;
}

const happened = (...subjects: readonly string[]) =>
  room.store.audit.append(subjects.map((subject) => aFact({ subject })));

describe('the record is followed', () => {
  it('when it is followed for the first time, then what was before is left alone, but for what waits for somebody', async () => {
    await room.database.transact((tx) => tx.tell("delete from setting where key = 'told'"));
    const request = aRequest({ appId: room.app.id, levels: [anOpenLevel()] });
    await room.open(request);
    await room.open(aRequest({ appId: room.app.id, decision: 'rejected', closing: 'rejected' }));
    await happened('request:REQ-OLD');
    expect(await followed()).toEqual([`request:${request.id}`]);
    await happened('request:REQ-1', 'person:per_1', 'task:tsk_1', 'request:REQ-1');
    expect(await followed()).toEqual(['request:REQ-1', 'task:tsk_1']);
    expect(await followed()).toEqual([]);
  });

  it('when nobody could be asked to tell, then it is asked for again', async () => {
    await happened('request:REQ-2');
    await expect(followed({ failing: true })).rejects.toThrow('Temporal is away');
    expect(await followed()).toEqual(['request:REQ-2']);
  });

  it('when somebody can be told from now on, or somebody stands for them, then what waits for them is looked at', async () => {
    const about = { appId: room.app.id, requesterId: maya ?? 'per_' };
    const request = aRequest({
      ...about,
      levels: [anOpenLevel({ approvers: [{ personId: ada ?? 'per_', because: '' }] })],
    });
    await room.open(request);
    await followed();
    for (const fact of ['delegation.added', 'identity.bound'] as const) {
      await room.store.audit.append([aFact({ fact, subject: `person:${ada}` })]);
      expect(await followed()).toEqual([`request:${request.id}`]);
    }
    await room.store.audit.append([aFact({ fact: 'session.started', subject: `person:${ada}` })]);
    expect(await followed()).toEqual([]);
  });

  it('when they have more to decide than fits a page, then all of it is looked at', async () => {
    const lin = anId('person');
    const levels = [anOpenLevel({ approvers: [{ personId: lin, because: '' }] })];
    const requests = Array.from({ length: 201 }, (_, at) => aRequest({ levels, createdAt: NOW + at }));
    for (const request of requests) await room.store.requests.record(request, []);
    await followed();
    await room.store.audit.append([aFact({ fact: 'delegation.added', subject: `person:${lin}` })]);
    expect((await followed()).toSorted()).toEqual(requests.map(({ id }) => `request:${id}`).toSorted());
    for (const request of requests)
      await room.store.requests.record({ ...request, version: 2, closing: 'cancelled' }, []);
  });

  it('when a workspace is added or its channel is chosen, then all that waits for somebody is looked at', async () => {
    const waiting = (await room.store.requests.unfinished(undefined, 10)).map(({ id }) => `request:${id}`);
    expect(waiting.length).toBeGreaterThan(1);
    await followed();
    for (const fact of ['workspace.installed', 'workspace.channels_set'] as const) {
      await room.store.audit.append([aFact({ fact, subject: 'workspace:T1' })]);
      expect((await followed()).toSorted()).toEqual(waiting.toSorted());
    }
  });

  it('when it has to be followed anew, then it goes on where it was, and what waits is looked at as well', async () => {
    const waiting = (await room.store.requests.unfinished(undefined, 10)).map(({ id }) => `request:${id}`);
    await followed();
    await happened('request:REQ-MEANWHILE');
    expect(await followed({ isAnew: true })).toEqual([...waiting, 'request:REQ-MEANWHILE']);
    expect(await followed()).toEqual([]);
  });

  it('when the record was restored from before, then nothing that comes next is passed over', async () => {
    await followed();
    const { since, upTo } = (await room.store.messages.progress()) ?? { since: 0, upTo: 0 };
    await room.store.messages.setProgress({ since, upTo: upTo + 1000 });
    expect(await followed()).toEqual([]);
    await happened('request:REQ-AFTER');
    expect(await followed()).toEqual(['request:REQ-AFTER']);
  });
});
