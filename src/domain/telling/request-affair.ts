import type { PersonId } from '../ids.ts';
import type { Affair, NeededCard, News, RecordedFact } from './affair.ts';
import { newsKey } from './affair.ts';
import { type Circle, decidersNow, nextTurn, readerIn, withDelegates } from './deciders.ts';
import { RULES, type RequestNews } from './request-news.ts';
import type { RequestScene } from './says.ts';

export interface RequestFacts {
  readonly scene: RequestScene;
  /** Oldest first; nothing that is older than anybody wants to hear of. */
  readonly facts: readonly RecordedFact[];
  readonly circle: Circle;
}

/** What is to be told of a request, worked out from how it stands and from what the record says of it. */
export function requestAffair({ scene, facts, circle }: RequestFacts): Affair {
  const { request } = scene;
  const asked = decidersNow(request);
  const deciders = withDelegates(asked, request, circle);
  const readers = deciders.map((id) => readerIn(circle, id)).filter((reader) => reader !== undefined);
  const needed = readers.map(({ person }): NeededCard => ({ card: 'decide', to: person.id }));
  return {
    subject: `request:${request.id}`,
    needed: needed.length === 0 ? [] : [...needed, { card: 'decide', to: 'shared' }],
    news: (Object.keys(RULES) as RequestNews[]).flatMap((name) => newsOf(name, { scene, facts, circle })),
    changesAt: nextTurn(asked, circle),
    show: (card, given) => ({ says: card === 'state' ? 'state' : 'decide', scene, readers: given }),
    readerOf: (id) => readerIn(circle, id),
    everyReader: readers,
  };
}

/** Of what happens again and again only the last time counts; each of people's own words does. */
function newsOf(news: RequestNews, { scene, facts, circle }: RequestFacts): readonly News[] {
  const rule = RULES[news];
  const all = facts.filter(({ fact }) => rule.from.includes(fact));
  const counting = rule.each ? all : all.slice(-1);
  return counting
    .filter((fact) => rule.isSo(scene, fact))
    .flatMap((fact) =>
      unique(rule.to({ scene, circle, fact })).map((to) => ({
        ...{ key: newsKey(fact, news, to), to, at: fact.at, under: rule.under(scene.request, to) },
        story: { says: 'news' as const, news, scene, entry: rule.entry?.(scene.request, fact) },
      })),
    );
}

function unique(ids: readonly PersonId[]): readonly PersonId[] {
  return [...new Set(ids)];
}
