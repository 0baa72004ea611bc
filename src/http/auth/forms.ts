import type { Context } from 'hono';
import { timingSafeEqual } from 'node:crypto';
import { ok, type Result, refused } from '../../domain/errors.ts';
import type { InSession } from './session.ts';

export type Typed = { readonly [field: string]: string };

const NOT_OURS = refused(
  'not_allowed',
  'This form did not come from a page of yours, or it is too old. Nothing was done.',
);

/** What was typed into a form of our own pages; a form of somebody else's page is refused. */
export async function formOf(c: Context<InSession>): Promise<Result<Typed>> {
  const site = c.req.header('sec-fetch-site') ?? 'same-origin';
  const body = await c.req.parseBody();
  const typed = Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string')) as Typed;
  const isOurs = ['same-origin', 'none'].includes(site) && same(typed['csrf'] ?? '', c.get('csrf'));
  return isOurs ? ok(typed) : NOT_OURS;
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
