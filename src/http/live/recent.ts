import type { News } from '../../use-cases/news-in.ts';

/** What was told lately, for those who were away for a moment. */
export interface Recent {
  add(news: readonly News[]): void;
  /** Undefined: it does not reach back that far. */
  since(index: number): readonly News[] | undefined;
}

export function createRecent(beginsAfter: number, most: number): Recent {
  let begins = beginsAfter;
  const kept: News[] = [];
  return {
    add(news) {
      kept.push(...news);
      const left = kept.splice(0, Math.max(0, kept.length - most));
      begins = Math.max(begins, left.at(-1)?.index ?? 0);
    },
    since: (index) => (index < begins ? undefined : kept.filter((one) => one.index > index)),
  };
}
