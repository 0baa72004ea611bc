import type { Thing } from '../../domain/access/may-be-asked.ts';
import type { Typed } from '../auth/typed.ts';

export const BASKET_OPS = ['add', 'modify', 'remove', 'extend'] as const;
export type BasketOp = (typeof BASKET_OPS)[number];

export interface BasketEntry {
  /** `app/thing`, by their slugs. */
  readonly path: string;
  readonly op: BasketOp;
}

export function pathOf({ app, entitlement }: Thing): string {
  return `${app.slug}/${entitlement.slug}`;
}

/** Where a request is put together. */
export const ASKING = '/requests/new';

/** What an address may hold of it: not which form it was, nor what was shown. */
const KEPT = /^(?:q|for|length|from|until|reason|(?:op|level|field|code|emergency|approver):[\w:/.-]{1,300})$/;
const PATH = /^[\w-]{1,200}\/[\w-]{1,200}$/;

/** Nobody oversees more. */
const MOST = 50;

/** The form as it is typed, in which everything stands by its name: `op:app/thing`, `level:app/thing`, `code:app`. */
export function keptOf(typed: Typed): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([name, value]) => KEPT.test(name) && value !== ''));
}

export function addressOf(typed: Typed): string {
  const query = new URLSearchParams(keptOf(typed)).toString();
  return query === '' ? ASKING : `${ASKING}?${query}`;
}

export function typedInAddress(url: string): Typed {
  return Object.fromEntries(new URL(url).searchParams);
}

/** In the order in which they were added. */
export function entriesOf(typed: Typed): readonly BasketEntry[] {
  const entries = Object.entries(typed).flatMap(([name, op]) => {
    const path = name.startsWith('op:') ? name.slice('op:'.length) : '';
    return PATH.test(path) && isOp(op) ? [{ path, op }] : [];
  });
  return entries.slice(0, MOST);
}

export function isOp(text: string | undefined): text is BasketOp {
  return BASKET_OPS.some((op) => op === text);
}

export function withEntry(typed: Typed, path: string, op: BasketOp, more: Typed = {}): Typed {
  return PATH.test(path) ? { ...typed, ...more, [`op:${path}`]: op } : typed;
}

/** With all that was typed about it. */
export function withoutEntry(typed: Typed, path: string): Typed {
  const isAbout = (name: string) => [`op:${path}`, `level:${path}`].includes(name) || name.startsWith(`field:${path}:`);
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !isAbout(name)));
}
