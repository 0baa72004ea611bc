import { z } from '@hono/zod-openapi';
import { type Id, type IdKind, idFromBytes, isId } from '../../domain/ids.ts';

const BYTES = Uint8Array.of(7, 3, 19, 15, 9, 23, 10, 11, 2, 20);

/** An id in an address: what is not of its form is 400, what there is none of is 404. */
export function idOf<K extends IdKind>(kind: K) {
  const example = idFromBytes(kind, BYTES);
  const pattern = `^${example.slice(0, -BYTES.length)}[0-9A-HJKMNP-TV-Z]{${BYTES.length}}$`;
  return z
    .string()
    .refine((text) => isId(kind, text), `It is named like ${example}`)
    .openapi({ example, pattern })
    .transform((text) => text as Id<K>);
}

export function pathId<K extends IdKind>(kind: K) {
  return z.object({ id: idOf(kind) });
}
