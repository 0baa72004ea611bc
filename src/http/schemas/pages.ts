import { z } from '@hono/zod-openapi';
import { type Id, type IdKind, isId } from '../../domain/ids.ts';
import { readCursor } from '../cursors.ts';
import { name } from './text.ts';

export const limit = z.coerce.number().int().min(1).max(200).default(50);
export const AFTER = { description: '`next` of the page before' };

/** Of a list in the order of names. */
export function afterNamed<K extends IdKind>(kind: K) {
  return z
    .string()
    .max(2000)
    .openapi(AFTER)
    .transform((text, c) => {
      const [id = '', ...words] = Buffer.from(text, 'base64url').toString().split(' ');
      if (isId(kind, id)) return { id: id as Id<K>, name: words.join(' ') };
      c.addIssue({ code: 'custom', message: 'This is no `next` of a page' });
      return z.NEVER;
    });
}

/** Of a list in the order in which things came. */
export function afterCreated<K extends IdKind>(kind: K) {
  return z
    .string()
    .max(200)
    .openapi(AFTER)
    .transform((text, c) => {
      const cursor = readCursor(text, kind);
      if (cursor !== undefined) return cursor;
      c.addIssue({ code: 'custom', message: 'This is no `next` of a page' });
      return z.NEVER;
    });
}

export function namedCursor({ id, name: called }: { readonly id: string; readonly name: string }): string {
  return Buffer.from(`${id} ${called}`).toString('base64url');
}

export const search = name.optional().openapi({ description: 'Part of what it is called' });

/** There is another page only where this one is full. */
export function pageView<T, V>(items: readonly T[], most: number, view: (item: T) => V, cursor: (last: T) => string) {
  const last = items.length < most ? undefined : items.at(-1);
  return { items: items.map(view), next: last === undefined ? null : cursor(last) };
}
