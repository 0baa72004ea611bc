import { z } from '@hono/zod-openapi';

const isText = (value: string) => value.isWellFormed() && !value.includes('\0');
const NO_TEXT = 'It holds characters that are no text';

export const text = z.string().max(4000).refine(isText, NO_TEXT);
export const name = z.string().min(1).max(200).refine(isText, NO_TEXT);

/** Milliseconds inside, RFC 3339 outside. */
export const instant = z.iso.datetime({ offset: true }).openapi({ example: '2026-01-05T12:00:00Z' });
