import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Request } from '../../src/domain/request/request.ts';
import { HOUR } from '../../src/domain/time.ts';
import type { Surface } from '../../src/slack/blocks/surfaces.ts';
import { approverCard } from '../../src/slack/cards/approver.card.ts';
import { homeView } from '../../src/slack/cards/home.view.ts';
import { requesterCard } from '../../src/slack/cards/requester.card.ts';
import { RULES, type RequestNews } from '../../src/domain/telling/request-news.ts';
import { newsReply } from '../../src/slack/cards/news.reply.ts';
import { taskCard } from '../../src/slack/cards/task.card.ts';
import { overdueReply } from '../../src/slack/cards/task.reply.ts';
import { validate } from '../../src/slack/limits/validate.ts';
import { aChange, aPerson, NOW } from '../support/builders.ts';
import { newsOf } from '../mail/letters.ts';
import { anyText, HOSTILE } from './hostile.ts';
import { unsafeIn } from './safe.ts';
import { aHolding, ADA, aTask, EVERYTHING, given, LIN, MAYA, maysRequest, SEEN } from './scenes.ts';

type Change = Request['changes'][number];
const STATES = ['waiting', 'giving', 'given', 'failed', 'taking', 'taken'] as const;

/** A request in whatever state, in which everything that people wrote is this. */
function saying(text: string, count: number, state: Change['state'], isDecided: boolean): Request {
  const change = aChange({ entitlementId: 'ent_DEPLOY', state, level: text, failure: text });
  const changes = Array.from({ length: count }, (_, at): Change => ({ ...change, id: `c${at}` }));
  const request = isDecided ? given() : maysRequest();
  const approvers = Array.from({ length: 60 }, () => ({ personId: ADA, because: text }) as const);
  return {
    ...request,
    ...{ changes, reason: text, flags: ['high_risk', 'emergency'], endsAt: NOW + HOUR },
    names: { [MAYA]: text, [LIN]: text, [ADA]: text, app_AWS: text, ent_DEPLOY: text },
    levels: request.levels.map((level) => ({
      ...level,
      approvers,
      decisions: level.decisions.map((decision) => ({ ...decision, onBehalfOf: ADA, comment: text })),
    })),
  };
}

function everyCard(request: Request, text: string, many: number): readonly Surface[] {
  const shown = { request, offers: EVERYTHING };
  const entry = { id: 'q', kind: 'question', by: ADA, at: NOW, text } as const;
  const names = new Map(['per_MAYA', 'per_ADA', 'app_AWS', 'ent_DEPLOY'].map((id) => [id, text]));
  const task = aTask({ instructions: text, dueAt: NOW - HOUR });
  const closed = aTask({ state: 'completed', doneById: ADA, doneAt: NOW, answer: text });
  const lists = {
    toDecide: Array.from({ length: many }, () => shown),
    open: Array.from({ length: many }, () => shown),
    access: Array.from({ length: many }, () => aHolding(text)),
    tasks: Array.from({ length: many }, () => task),
  };
  const person = aPerson({ name: text, title: text });
  return [
    approverCard({ ...shown, looking: { name: text, since: NOW } }, SEEN),
    requesterCard(shown, SEEN),
    ...(Object.keys(RULES) as RequestNews[]).map((news) =>
      newsReply(newsOf(news, request, { entry }), EVERYTHING, SEEN),
    ),
    overdueReply(task, names, SEEN),
    ...[task, closed].map((one) => taskCard({ task: one, names, canClose: true }, SEEN)),
    ...[1, 99].map((page) => homeView({ ...lists, person, managerName: text, names, page }, SEEN)),
  ];
}

describe('whatever people write', () => {
  it.each(HOSTILE.map((text) => [text.slice(0, 40), text]))(
    'such as %j, every card of 500 entitlements is taken',
    (_, text) => {
      for (const state of STATES) {
        for (const isDecided of [false, true]) {
          expect(everyCard(saying(text, 500, state, isDecided), text, 3).flatMap(unsafeIn)).toEqual([]);
        }
      }
    },
  );

  it('no card of it says more than we do, nor more than Slack takes', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom(...STATES),
        fc.boolean(),
        fc.constantFrom(1, 7),
        (text, state, isDecided, count) => {
          expect(everyCard(saying(text, count, state, isDecided), text, count).flatMap(unsafeIn)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a Home with more than a view holds', () => {
  it('has pages, on which everything stands once, and which need no guard', () => {
    const lists = { toDecide: [], open: [], tasks: [], names: new Map(), managerName: undefined };
    const access = Array.from({ length: 500 }, (_, at) => aHolding(`thing-${at}-`));
    const person = aPerson();
    const view = (page: number) => homeView({ ...lists, access, person, page }, SEEN);
    const pages = Array.from({ length: 12 }, (_, at) => view(at + 1));
    expect(pages.flatMap(validate)).toEqual([]);
    const said = pages
      .slice(0, 11)
      .map((page) => JSON.stringify(page))
      .join('');
    expect(access.filter((_, at) => said.split(`thing-${at}-*`).length !== 2)).toEqual([]);
    expect(view(12)).toEqual(view(11));
    expect(view(0)).toEqual(view(1));
  });
});
