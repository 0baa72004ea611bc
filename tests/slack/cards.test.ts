import { describe, expect, it } from '@jest/globals';
import type { Request } from '../../src/domain/request/request.ts';
import { HOUR } from '../../src/domain/time.ts';
import { approverCard } from '../../src/slack/cards/approver.card.ts';
import { choice, readChoice } from '../../src/slack/cards/action-ids.ts';
import { requesterCard } from '../../src/slack/cards/requester.card.ts';
import { type DeciderNews, DECIDER_NEWS, type RequesterNews, REQUESTER_NEWS } from '../../src/domain/telling/news.ts';
import { newsReply } from '../../src/slack/cards/news.reply.ts';
import { NO_OFFERS, offersTo } from '../../src/slack/cards/seen.ts';
import { canClose, taskCard } from '../../src/slack/cards/task.card.ts';
import { aChange, anOpenLevel, aPerson, NOW } from '../support/builders.ts';
import { newsOf, readerCalled, sceneOf } from '../mail/letters.ts';
import { ADA, aTask, EVERYTHING, given, LIN, MAYA, maysRequest, NAMES, read, SEEN } from './scenes.ts';

const request = maysRequest({ flags: ['high_risk', 'over_maximum'] });
const TWO_HOURS = { kind: 'for', length: 'PT2H' } as const;
const DECIDES = new Set(['decide', 'ask'] as const);

describe('the card of those who decide', () => {
  it('when it is open, then one glance says who, what, how long, why, and who else can', () => {
    const looking = { name: 'Lin Chen', since: NOW };
    expect(read(approverCard({ request, offers: DECIDES, looking, usual: TWO_HOURS }, SEEN))).toBe(
      [
        'Maya Ortiz asks for *Deploy* on *Production AWS* for 8 hours',
        '> Rolling back the failed release, incident 4411',
        "(⚠ high risk, longer than the maximum · usually 2 hours · Lin Chen (Maya's manager) and Ada Byron (app owner) can decide · " +
          'decide by Mon, 12 Jan 2026, 12:00 UTC · ⏳ Lin Chen is looking since Mon, 5 Jan 2026, 12:00 UTC · REQ-7K3F9QAB2M)',
        "[Approve] [Reject] [More: Approve with a comment or another length, Ask a question, I'm looking, Details]",
      ].join('\n'),
    );
  });

  it('when more is asked for than is allowed, then it says what an approval would give, and after it what was asked', () => {
    const granted = { kind: 'for', length: 'PT12H' } as const;
    const lease = { asked: { kind: 'indefinite' } as const, granted, zone: 'UTC' };
    expect(read(approverCard({ request: maysRequest({ lease }), offers: DECIDES }, SEEN))).toContain(
      'asks for *Deploy* on *Production AWS* for 12 hours',
    );
    const after = read(approverCard({ request: given({ lease }), offers: NO_OFFERS }, SEEN));
    expect(after).toContain('asks for *Deploy* on *Production AWS* without an end');
    expect(after).toContain('12 hours instead of no end');
  });

  it('when it is decided, then it says how and how it lives, and has no buttons, whatever was offered', () => {
    const card = approverCard({ request: given(), offers: EVERYTHING }, SEEN);
    expect(read(card)).toBe(
      [
        'Maya Ortiz asks for *Deploy* on *Production AWS* for 8 hours',
        '> Rolling back the failed release, incident 4411',
        '✓ Approved by Lin Chen · 6 hours instead of 8 · "until the incident closes"',
        '(✓ Active · given Mon, 5 Jan 2026, 12:00 UTC, ends Mon, 5 Jan 2026, 18:00 UTC · REQ-7K3F9QAB2M)',
      ].join('\n'),
    );
  });

  it.each([
    [{ closing: 'lapsed' } as const, '✕ Lapsed: nobody decided in time'],
    [{ closing: 'cancelled' } as const, '✕ Cancelled'],
    [{ decision: 'rejected', closing: 'rejected' } as const, '✕ Rejected'],
    [{ ...given(), flow: { ...given().flow, approval: 'emergency' } } as const, '⚠ Given at once, as an emergency'],
    [{ ...given(), flow: { ...given().flow, approval: 'auto_approve' } } as const, '✓ Approved by a rule'],
  ])('when it is over otherwise (%#), then it says so', (how, words) => {
    const said = read(approverCard({ request: maysRequest(how), offers: EVERYTHING }, SEEN));
    expect(said).toContain(words);
    expect(said).not.toContain('[');
  });

  it('when what was given cannot be taken away, then nothing is louder', () => {
    const changes = [aChange({ entitlementId: 'ent_DEPLOY', state: 'taking', failure: 'no answer' })];
    expect(read(approverCard({ request: given({ changes }), offers: NO_OFFERS }, SEEN))).toContain(
      '⚠ STILL HAS ACCESS · Deploy (no answer)',
    );
  });

  it('when one of two levels has approved it, then it says who did and who is to', () => {
    const approvers = [{ personId: ADA, because: 'app owner' } as const];
    const levels = [...given().levels, anOpenLevel({ approvers })];
    const { lease } = given();
    expect(read(approverCard({ request: maysRequest({ levels, lease }), offers: DECIDES }, SEEN))).toContain(
      '(✓ Lin Chen approved · 6 hours instead of 8 · "until the incident closes" · ',
    );
    expect(read(approverCard({ request: maysRequest({ levels }), offers: DECIDES }, SEEN))).toContain(
      '(✓ Lin Chen approved · "until the incident closes" · Ada Byron (app owner) can decide · decide by',
    );
  });

  it('when names run from right to left, then they turn nothing else around', () => {
    const names = { [MAYA]: 'מאיה', app_AWS: 'AWS', ent_DEPLOY: 'Deploy' };
    expect(approverCard({ request: maysRequest({ names }), offers: NO_OFFERS }, SEEN).text).toMatch(
      /^\u2068מאיה\u2069 asks /,
    );
  });

  it('when several look at it, then it offers what any of them can do', () => {
    const lookers = [MAYA, LIN].map((id) => ({ person: aPerson({ id: id as 'per_LIN' }), standsFor: [] }));
    const app = { ownerIds: [] } as unknown as Parameters<typeof offersTo>[2];
    expect(offersTo(lookers.slice(1), request, app, NOW)).toContain('decide');
    expect(offersTo(lookers.slice(0, 1), request, app, NOW)).not.toContain('decide');
    expect(offersTo(lookers, request, app, NOW)).toContain('decide');
  });

  it('when something is chosen under More, then it is read back, and nothing else is', () => {
    const { value } = choice('question', 'Ask', request.id);
    expect(readChoice('question:REQ-7K3F9QAB2M')).toEqual({ choice: 'question', id: request.id });
    expect(value).toBe('question:REQ-7K3F9QAB2M');
    expect(
      ['', 'question', 'approve:REQ-7K3F9QAB2M', 'question:REQ-1', 'question:REQ-7K3F9QAB2M\n'].map(readChoice),
    ).toEqual(Array.from({ length: 5 }, () => undefined));
  });
});

describe('what whoever asked sees', () => {
  it('the root always says the state, and offers at most three things', () => {
    expect(read(requesterCard({ request: given(), offers: new Set(['extend', 'end']) }, SEEN))).toBe(
      [
        'Maya Ortiz asks for *Deploy* on *Production AWS* for 8 hours',
        '> Rolling back the failed release, incident 4411',
        '✓ Active · given Mon, 5 Jan 2026, 12:00 UTC, ends Mon, 5 Jan 2026, 18:00 UTC',
        '(✓ Approved by Lin Chen · 6 hours instead of 8 · "until the incident closes" · REQ-7K3F9QAB2M)',
        '[Extend] [End now]',
      ].join('\n'),
    );
    const all = requesterCard({ request, offers: EVERYTHING }, SEEN).blocks.at(-1);
    expect(all?.type === 'actions' && all.elements.length).toBe(3);
  });

  it('each piece of news is a sentence', () => {
    const proof = { kind: 'attested', by: LIN, at: NOW } as const;
    const changes = [aChange({ entitlementId: 'ent_DEPLOY', state: 'taken', effectiveAt: NOW, proof })];
    const question = { id: 'q', kind: 'question', by: ADA, at: NOW, text: 'What for?' } as const;
    const states: { readonly [News in RequesterNews]?: Request } = {
      received: request,
      closed: maysRequest({ decision: 'rejected', closing: 'lapsed' }),
      ended: given({ changes }),
      question: maysRequest({ thread: [question] }),
    };
    const said = (Object.keys(REQUESTER_NEWS) as RequesterNews[]).map((news) => {
      const request = states[news] ?? given();
      const scene = sceneOf(request, { now: news === 'ends_soon' ? NOW + 5 * HOUR : NOW });
      return read(newsReply(newsOf(news, request, { scene, entry: question }), EVERYTHING, SEEN));
    });
    expect(said).toEqual([
      "⏳ Received · Lin Chen (Maya's manager) and Ada Byron (app owner) can decide · decide by Mon, 12 Jan 2026, 12:00 UTC",
      '✓ Approved by Lin Chen · 6 hours instead of 8 · "until the incident closes"',
      '✓ Approved by Lin Chen · 6 hours instead of 8 · "until the incident closes"',
      '✕ Lapsed: nobody decided in time',
      '✓ You have it: given Mon, 5 Jan 2026, 12:00 UTC, ends Mon, 5 Jan 2026, 18:00 UTC',
      '⚠ It could not be given · The owner of the app was asked to see to it',
      '⚠ STILL HAS ACCESS · It is tried again until it is gone',
      '⏳ It ends Mon, 5 Jan 2026, 18:00 UTC, in 1 h\n[Extend] [End now]',
      '✓ Ended · removed, confirmed by Lin Chen Mon, 5 Jan 2026, 12:00 UTC',
      '⏳ Ada Byron asks:\n> What for?\n[Answer]',
    ]);
  });

  it('whoever did not ask for themselves is told who has it, and an extension that it goes on', () => {
    const [other, extended] = [given({ requesterId: ADA }), given({ kind: 'extend', appliedAt: NOW })].map((one) =>
      read(newsReply(newsOf('given', one, { readers: [readerCalled('Ada Byron', ADA)] }), EVERYTHING, SEEN)),
    );
    expect(other).toMatch(/^✓ Maya Ortiz has it: given/);
    expect(extended).toBe('✓ Extended · the lease has its later end');
  });

  it('those who decide are told what changes for them', () => {
    const answer = { id: 'a', kind: 'answer', by: MAYA, at: NOW, text: 'For 4411' } as const;
    const [level] = request.levels;
    const approvers = [...(level?.approvers ?? []), { personId: MAYA, because: 'next tier', escalated: true } as const];
    const late = maysRequest({ levels: [anOpenLevel({ approvers })] });
    const said = (Object.keys(DECIDER_NEWS) as DeciderNews[]).map((news) =>
      read(newsReply(newsOf(news, late, { entry: answer }), EVERYTHING, SEEN)),
    );
    const decideBy = 'decide by Mon, 12 Jan 2026, 12:00 UTC';
    expect(said.slice(0, 4)).toEqual([
      'Maya Ortiz answered:\n> For 4411',
      `⏳ It still waits for you · ${decideBy}\n[Answer]`,
      `⏳ Others have approved: it waits for you now · ${decideBy}`,
      `⏳ Nobody has decided yet: Maya Ortiz can as well by now · ${decideBy}`,
    ]);
    expect(said[4]).toContain('Maya Ortiz asks for *Deploy* on *Production AWS* for 8 hours');
  });
});

describe('the card of a task', () => {
  it('when it is open, then it says what to do; when it is closed, then what became of it', () => {
    const card = taskCard({ task: aTask(), names: NAMES, canClose: true }, SEEN);
    expect(read(card)).toBe(
      [
        '*Give by hand: Deploy* · Production AWS · for Maya Ortiz',
        '> Add her to the group',
        "[Mark complete] [Can't do it]",
        '(due Mon, 5 Jan 2026, 13:00 UTC · REQ-7K3F9QAB2M · Details)',
      ].join('\n'),
    );
    const closed = aTask({ state: 'refused', doneById: ADA, doneAt: NOW, answer: 'No such group' });
    expect(read(taskCard({ task: closed, names: NAMES, canClose: true }, SEEN))).toContain(
      '✕ Not done by Ada Byron · Mon, 5 Jan 2026, 12:00 UTC · "No such group"',
    );
  });

  it('when it is about their own access, then nothing is offered to them', () => {
    const app = { ownerIds: [] };
    const [maya, ada] = [MAYA, ADA].map((id) => aPerson({ id: id as 'per_ADA', roles: ['super_admin'] }));
    expect(maya && canClose(aTask(), maya, app)).toBe(false);
    expect(ada && canClose(aTask(), ada, app)).toBe(true);
  });
});
