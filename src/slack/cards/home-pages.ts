import { actions, type AnyBlock, context } from '../blocks/blocks.ts';
import { button } from '../blocks/elements.ts';
import { PUBLISHED } from '../limits/published.ts';
import { ACTION_IDS } from './action-ids.ts';

type Entry = readonly AnyBlock[];

/** What stands above and below the entries on every page. */
const FRAME = 5;

/** The entries of one page, none cut in two, and the way to the pages before and after it. */
export function pageOf(entries: readonly Entry[], wanted: number): readonly AnyBlock[] {
  const pages = paged(entries, PUBLISHED.blocks.view - FRAME);
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), Math.max(1, pages.length));
  const shown = (pages[page - 1] ?? []).flat();
  return pages.length < 2 ? shown : [...shown, ...pager(page, pages.length)];
}

function paged(entries: readonly Entry[], most: number): readonly (readonly Entry[])[] {
  const pages: Entry[][] = [];
  let room = 0;
  for (const entry of entries) {
    if (entry.length > room) {
      pages.push([]);
      room = most;
    }
    pages.at(-1)?.push(entry);
    room -= entry.length;
  }
  return pages;
}

function pager(page: number, pages: number): readonly AnyBlock[] {
  return [
    context(`page ${page} of ${pages}`),
    ...actions(...(page > 1 ? [to('Earlier', page - 1)] : []), ...(page < pages ? [to('More', page + 1)] : [])),
  ];
}

/** The two of them share a row, so each has its own name there. */
function to(label: 'Earlier' | 'More', page: number) {
  return button(label, `${ACTION_IDS.page}.${label.toLowerCase()}`, String(page));
}
