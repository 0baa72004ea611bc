import { type Id, type IdKind, isId } from '../domain/ids.ts';

/** Where a page of what came in time begins: behind this one. */
export function cursorOf({ createdAt, id }: { readonly createdAt: number; readonly id: string }): string {
  return Buffer.from(`${createdAt} ${id}`).toString('base64url');
}

export function readCursor<K extends IdKind = 'request'>(
  text: string,
  kind: K = 'request' as K,
): { readonly createdAt: number; readonly id: Id<K> } | undefined {
  const [createdAt = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  return /^\d{1,16}$/.test(createdAt) && isId(kind, id) ? { createdAt: Number(createdAt), id } : undefined;
}
