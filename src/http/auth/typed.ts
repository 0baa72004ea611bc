import type { Context } from 'hono';

export type Typed = { readonly [field: string]: string };

/** A field that is there twice is its last. What is no form has none. */
export async function typedIn(c: Context): Promise<Typed> {
  const body = await c.req.parseBody().catch(() => ({}));
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string')) as Typed;
}

/** Browsers say whose page a form was on; what says nothing is no browser, and has no cookie of somebody else. */
export function isForeign(c: Context): boolean {
  return !['same-origin', 'none'].includes(c.req.header('sec-fetch-site') ?? 'same-origin');
}
