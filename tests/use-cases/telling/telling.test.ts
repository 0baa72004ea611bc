import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PersonId, RequestId } from '../../../src/domain/ids.ts';
import { escalateNow } from '../../../src/domain/request/ask-others.ts';
import { decide } from '../../../src/domain/request/decide.ts';
import { remind } from '../../../src/domain/request/remind.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import { BY_WORKFLOW, factAbout, type Origin } from '../../../src/domain/request/step.ts';
import { answer, ask } from '../../../src/domain/request/thread.ts';
import { DAY, HOUR } from '../../../src/domain/time.ts';
import { tell as tellAt } from '../../../src/use-cases/telling/tell.ts';
import { anId, anOpenLevel, aRequest } from '../../support/builders.ts';
import { aPostOffice, type PostOffice } from '../../support/post-office.ts';
import { aNewsroom, type Newsroom } from './newsroom.ts';

const [maya, noor, ada, lin, sam, owner] = ['maya', 'noor', 'ada', 'lin', 'sam', 'owner'].map(
  (name): PersonId => `per_${name}`,
) as [PersonId, PersonId, PersonId, PersonId, PersonId, PersonId];
const everybody = [maya, noor, ada, lin, sam, owner];

const by = (id: PersonId): Origin => ({ actor: { kind: 'person', id }, surface: 'web', assurance: 'session' });
const approvers = [ada, lin].map((personId) => ({ personId, because: 'app owner' }));

/** Who got what, in order: `ada: decide`. */
function told({ posted }: Pick<PostOffice, 'posted'>): string[] {
  return posted.map(({ to, said }) => `${to.slice(4)}: ${nameOf(said[0])}`);
}

function nameOf(says: PostOffice['posted'][number]['said'][number] | undefined): string {
  return says?.says === 'news' ? says.news : (says?.says ?? '');
}

let room: Newsroom;
let slack: PostOffice;
let mail: PostOffice;
beforeAll(async () => {
  room = await aNewsroom(everybody);
});
afterAll(() => room.close());
beforeEach(() => {
  slack = aPostOffice();
  mail = aPostOffice({ name: 'mail' });
});

const tell = (id: RequestId) => room.tell([slack.way, mail.way], id);

async function asked(given: Partial<Request> = {}): Promise<RequestId> {
  const at = room.clock.now();
  const clocks = {
    decideBy: at + 7 * DAY,
    giveBy: undefined,
    extensionLimit: undefined,
    pausedAt: undefined,
    pausedMs: 0,
  };
  const about = { appId: room.app.id, requesterId: maya, createdAt: at, asOf: at, clocks };
  const request = aRequest({ ...about, levels: [anOpenLevel({ approvers })], ...given });
  await room.open(request);
  return request.id;
}

const decided = (id: RequestId, who: PersonId, verdict: 'approve' | 'reject' = 'approve') =>
  room.happen(id, (request, at) =>
    decide(request, { by: who, verdict, onBehalfOf: undefined, comment: undefined, lease: undefined }, at, by(who)),
  );

describe('those whom a request concerns', () => {
  it('when it is asked, then each who can decide has a card, and who asked has the root of a thread', async () => {
    const id = await asked();
    expect(await tell(id)).toEqual([]);
    expect(told(slack).toSorted()).toEqual(['ada: decide', 'lin: decide', 'maya: received', 'maya: state']);
    const [root, reply] = slack.posted.filter(({ to }) => to === maya);
    expect(reply?.under).toEqual(root?.place);
    await tell(id);
    expect(slack.posted).toHaveLength(4);
  });

  it('when others had the same before, then the card says how long as a rule', async () => {
    const [change] = aRequest().changes;
    const lease = { asked: { kind: 'for', length: 'PT2H' }, granted: undefined, zone: 'UTC' } as const;
    for (const beneficiaryId of [noor, sam, owner])
      await asked({ beneficiaryId, lease, decision: 'approved', changes: [{ ...change, state: 'given' }] as never });
    await tell(await asked({ changes: [change] as never }));
    const cards = slack.posted.flatMap(({ said: [says] }) => (says?.says === 'decide' ? says.scene.usual : []));
    expect(cards).toEqual([lease.asked, lease.asked]);
  });

  it('when it is for somebody else, then that one is told too, and a question goes to who asked', async () => {
    const id = await asked({ beneficiaryId: noor });
    await tell(id);
    expect(told(slack)).toEqual(expect.arrayContaining(['noor: received', 'maya: received']));
    await room.happen(id, (request, at) => ask(request, { id: 'q', by: ada, text: 'Why?' }, at, by(ada)));
    await tell(id);
    expect(told(slack).filter((one) => one.endsWith('question'))).toEqual(['maya: question']);
    room.pass(HOUR);
    await room.happen(id, (request, at) => answer(request, { id: 'a', by: maya, text: 'So.' }, at, by(maya)));
    await tell(id);
    expect(told(slack).slice(-2).toSorted()).toEqual(['ada: answered', 'lin: answered']);
  });

  it('when somebody stands for who decides, then both are asked; who asked never is', async () => {
    const at = room.clock.now();
    const delegation = { fromId: ada, startsAt: at, endsAt: at + HOUR } as const;
    for (const toId of [sam, maya])
      await room.store.people.addDelegation({ ...delegation, id: anId('delegation'), toId }, []);
    const id = await asked();
    await tell(id);
    room.pass(2 * HOUR);
    expect(
      told(slack)
        .filter((one) => one.endsWith('decide'))
        .toSorted(),
    ).toEqual(['ada: decide', 'lin: decide', 'sam: decide']);
  });

  it('when somebody stands for them from some day on, then it is told anew then, and when that is over', async () => {
    const at = room.clock.now();
    const days = { startsAt: at + DAY, endsAt: at + 3 * DAY };
    await room.store.people.addDelegation({ ...days, id: anId('delegation'), fromId: lin, toId: sam }, []);
    const id = await asked();
    const again = async (atLeast: number) =>
      (await tellAt({ ...room, ways: [slack.way] }, `request:${id}`, atLeast)).again;
    expect(await again(0)).toBe(days.startsAt);
    expect(told(slack)).not.toContain('sam: decide');
    expect(await again(days.startsAt)).toBe(days.endsAt);
    expect(told(slack)).toContain('sam: decide');
    expect(await again(days.endsAt)).toBeUndefined();
    await decided(id, lin);
    expect(await again(0)).toBeUndefined();
  });

  it('when they are reminded, then only who had the card before; and who was asked first hears that others are', async () => {
    const escalation = { after: HOUR, to: [{ personId: sam, because: 'next tier' }] };
    const id = await asked({ levels: [anOpenLevel({ approvers, escalation })] });
    await room.happen(id, (request, at) => remind(request, at, BY_WORKFLOW));
    room.pass(HOUR);
    await tell(id);
    expect(told(slack)).not.toContain('ada: reminder');
    room.pass(HOUR);
    await room.happen(id, (request, at) => escalateNow(request, at));
    await tell(id);
    expect(told(slack).slice(-3).toSorted()).toEqual(['ada: escalated', 'lin: escalated', 'sam: decide']);
    room.pass(HOUR);
    await room.happen(id, (request, at) => remind(request, at, by(maya)));
    await tell(id);
    expect(told(slack).slice(-3).toSorted()).toEqual(['ada: reminder', 'lin: reminder', 'sam: reminder']);
  });

  it('when the next level is theirs too, then they are told that it waits for them again; whoever is new has a card', async () => {
    const waiting = anOpenLevel({
      approvers: [ada, sam].map((personId) => ({ personId, because: '' })),
      state: 'waiting',
    });
    const id = await asked({ levels: [anOpenLevel({ approvers }), waiting] });
    await tell(id);
    room.pass(HOUR);
    await decided(id, lin);
    await tell(id);
    expect(told(slack).slice(4).toSorted()).toEqual(['ada: next_level', 'sam: decide']);
  });

  it('when it is an emergency, then everyone concerned hears of it, by itself', async () => {
    const id = await asked({ levels: [], decision: 'approved', flags: ['emergency'] });
    await room.happen(id, (request, at) => ({
      request,
      facts: [factAbout(request, 'request.emergency_approved', at, by(maya))],
    }));
    await tell(id);
    expect(told(slack)).toEqual(expect.arrayContaining(['owner: emergency', 'maya: approved']));
    expect(slack.posted.find(({ to }) => to === owner)?.under).toBeUndefined();
  });

  it('when something is older than anybody wants to hear of, then it is no news', async () => {
    const id = await asked();
    room.pass(4 * DAY);
    await tell(id);
    expect(told(slack).toSorted()).toEqual(['ada: decide', 'lin: decide']);
  });
});

describe('the way in which they are told', () => {
  it('when they are not in Slack, then one mail for each thing to decide and each piece of news', async () => {
    slack = aPostOffice({ reaches: ({ id }) => id === lin });
    const id = await asked();
    await tell(id);
    await decided(id, lin, 'reject');
    await tell(id);
    expect(told(slack)).toEqual(['lin: decide']);
    expect(told(mail)).toEqual(['ada: decide', 'maya: received', 'maya: rejected']);
    expect(mail.posted.every(({ under, said }) => under === undefined && said.length === 1)).toBe(true);
  });

  it('when they turn out to be gone there, then the next way is taken', async () => {
    let first = true;
    slack.setWeather(() => {
      const isFirst = first;
      first = false;
      return isFirst ? 'nobody_there' : undefined;
    });
    const id = await asked({ levels: [anOpenLevel({ approvers: approvers.slice(0, 1) })] });
    await room.happen(id, (request, at) => remind(request, at, BY_WORKFLOW));
    await tell(id);
    expect([...told(slack), ...told(mail)].filter((one) => one.endsWith('decide'))).toEqual(['ada: decide']);
    expect(told(mail)).toHaveLength(1);
  });

  it('when they chose another way, or none, then it is as they chose', async () => {
    await room.store.messages.choose(noor, { decided: 'mail', received: 'none', to_decide: 'mail' }, []);
    const id = await asked({ requesterId: noor, beneficiaryId: noor });
    await tell(id);
    expect([...told(slack), ...told(mail)].filter((one) => one.startsWith('noor'))).toEqual([]);
    await decided(id, ada, 'reject');
    await tell(id);
    expect(told(mail)).toEqual(['noor: rejected']);
    expect(told(slack).filter((one) => one.startsWith('noor'))).toEqual([]);
  });
});

describe('what goes wrong', () => {
  it('when two tell of the same at once, then each message is sent by one of them', async () => {
    const id = await asked();
    const notTold = (await Promise.all([tell(id), tell(id), tell(id)])).flat();
    expect(notTold.every(({ why }) => why.includes('by somebody else'))).toBe(true);
    await tell(id);
    expect(told(slack).toSorted()).toEqual(['ada: decide', 'lin: decide', 'maya: received', 'maya: state']);
  });

  it('when one cannot be told, then the others are, and it says when to try again', async () => {
    const id = await asked();
    const before = slack.way.letterboxOf;
    const broken = { ...slack.way, letterboxOf: (person: Parameters<typeof before>[0]) => before(person) };
    const calls: string[] = [];
    broken.post = async (letter) => {
      calls.push(letter.to.address);
      if (letter.to.address === ada) throw new Error('Slack is odd');
      return slack.way.post(letter);
    };
    expect(await room.tell([broken], id)).toEqual([{ why: 'Slack is odd', retryAfterMs: undefined }]);
    expect(told(slack).toSorted()).toEqual(['lin: decide', 'maya: received', 'maya: state']);
    await room.tell([slack.way], id);
    expect(told(slack).filter((one) => one.startsWith('ada'))).toEqual(['ada: decide']);
  });

  it('when nobody says which channels there are, then people are told all the same, and it is tried again', async () => {
    const id = await asked();
    const away = { ...slack.way, sharedLetterboxes: () => Promise.reject(new Error('Slack is away')) };
    expect(await room.tell([away], id)).toMatchObject([{ why: 'Slack is away' }]);
    expect(told(slack).toSorted()).toEqual(['ada: decide', 'lin: decide', 'maya: received', 'maya: state']);
  });

  it('when somebody has left, then what stands with them tells the truth, and they are told nothing more', async () => {
    const id = await asked();
    await tell(id);
    await room.store.people.offboard(lin, []);
    await decided(id, ada);
    await tell(id);
    const card = slack.posted.find(({ to }) => to === lin);
    expect(card?.said).toHaveLength(2);
    expect(card?.said.at(-1)?.readers).toEqual([]);
  });
});
