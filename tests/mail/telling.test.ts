import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { PersonId, RequestId } from '../../src/domain/ids.ts';
import { decide } from '../../src/domain/request/decide.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { createMailWay } from '../../src/mail/mail-way.ts';
import { anOpenLevel, aRequest } from '../support/builders.ts';
import { aMailServer } from '../support/mail-server.ts';
import { aPostOffice } from '../support/post-office.ts';
import { aNewsroom, type Newsroom } from '../use-cases/telling/newsroom.ts';
import { PUBLIC_URL } from './letters.ts';

const [maya, ada, lin, owner] = ['maya', 'ada', 'lin', 'owner'].map((name): PersonId => `per_${name}`) as [
  ...[PersonId, PersonId, PersonId, PersonId],
];
const approvers = [ada, lin].map((personId) => ({ personId, because: 'app owner' }));

describe('people who are told by mail', () => {
  let room: Newsroom;
  const open: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    room = await aNewsroom([maya, ada, lin, owner]);
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });
  afterAll(() => room.close());

  async function byMail(given?: Parameters<typeof aMailServer>[0]) {
    const server = await aMailServer(given);
    open.push(server);
    const way = createMailWay({ url: server.url, from: 'Leasehold <access@example.com>', publicUrl: PUBLIC_URL });
    /** Who got what, by the first words of its subject. */
    const told = () =>
      server.arrived.map(({ to: [to = ''], headers }) => {
        const [word = ''] = /^[^:]+(?=: )|^.*? asks/.exec(headers.get('subject') ?? '') ?? [];
        return `${to.slice(4, to.indexOf('@'))}: ${word}`;
      });
    return { way, told, arrived: server.arrived };
  }

  async function asked(): Promise<RequestId> {
    const at = room.clock.now();
    const clocks = { ...aRequest().clocks, decideBy: at + 7 * DAY };
    const about = { appId: room.app.id, requesterId: maya, createdAt: at, asOf: at, clocks };
    const request = aRequest({ ...about, levels: [anOpenLevel({ approvers })] });
    await room.open(request);
    return request.id;
  }
  const approved = (id: RequestId) =>
    room.happen(id, (request, at) => {
      const verdict = { by: lin, onBehalfOf: undefined, verdict: 'approve', comment: 'go', lease: undefined } as const;
      return decide(request, verdict, at, { actor: { kind: 'person', id: lin }, surface: 'web', assurance: 'session' });
    });

  it('when it is asked and approved, then each hears what concerns them, once', async () => {
    const { way, told } = await byMail();
    const id = await asked();
    expect(await room.tell([way], id)).toEqual([]);
    expect(told().toSorted()).toEqual([`ada: ${maya} asks`, `lin: ${maya} asks`, 'maya: Received']);
    room.pass(HOUR);
    await approved(id);
    await room.tell([way], id);
    await room.tell([way], id);
    expect(told().slice(3)).toEqual(['maya: Approved']);
  });

  it('when the server takes nothing for an hour, then what is still so arrives afterwards, once', async () => {
    let isAway = true;
    const { way, told } = await byMail({ refuses: () => (isAway ? { code: 451, words: 'later' } : undefined) });
    const id = await asked();
    const notTold = await room.tell([way], id);
    expect(notTold.map(({ retryAfterMs = 0 }) => retryAfterMs > 0)).toEqual([true, true, true]);
    room.pass(HOUR);
    await approved(id);
    isAway = false;
    expect(await room.tell([way], id)).toEqual([]);
    await room.tell([way], id);
    expect(told()).toEqual(['maya: Approved']);
  });

  it('when their mailbox is gone, then they are told in Slack; and by mail where they like that better', async () => {
    const slack = aPostOffice();
    const { way, told } = await byMail({
      refuses: (address) => (address.startsWith(ada) ? { code: 550, words: 'no such user' } : undefined),
    });
    await room.store.messages.choose(ada, { to_decide: 'mail' }, []);
    await room.store.messages.choose(lin, { to_decide: 'mail' }, []);
    await room.store.messages.choose(maya, { received: 'none' }, []);
    expect(await room.tell([slack.way, way], await asked())).toEqual([]);
    expect(told()).toEqual([`lin: ${maya} asks`]);
    expect(slack.posted.map(({ to }) => to)).toEqual([ada]);
  });
});
