import type { z } from 'zod';
import { pageOf } from '../../http/schemas/organisation.ts';
import type { Query } from '../client.ts';
import { type Said, text } from '../command.ts';
import { table } from '../output/table.ts';
import type { View } from '../output/view.ts';
import { ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';

export const PAGE_OPTIONS = {
  limit: text('COUNT', 'how many, 200 at most'),
  after: text('CURSOR', 'what comes after; the page before says it'),
};

interface Columns<T extends z.ZodType> {
  readonly item: T;
  readonly head: readonly string[];
  readonly row: (item: z.output<T>, view: View) => readonly string[];
  readonly nothing: string;
}

/** One page as a table, and how to see the next one. */
export async function listed<T extends z.ZodType>(
  { api, view }: Shell,
  path: string,
  query: Query,
  { item, head, row, nothing }: Columns<T>,
): Promise<Result<Said>> {
  const page = await api.read(pageOf(item), path, query);
  if (!page.ok) return page;
  const { items, next } = page.value.value;
  const now = view();
  const lines =
    items.length === 0
      ? []
      : table(
          head,
          items.map((one) => row(one, now)),
        );
  const notes = items.length === 0 ? [nothing] : next === null ? [] : [`More: the same with --after ${next}`];
  return ok({ lines, notes, json: page.value.text });
}
