import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { refused } from '../domain/errors.ts';
import { refusalResponse } from './refusal.ts';

/** A file of 5 MB, written as JSON, may be twice as long; its own limit is told when it is read. */
const MEGABYTES_FOR_FILES = 12;
const MEGABYTES = 1;

/** Nobody sends more than 1 MB, but the file of an organisation. */
export function bodyLimits(): MiddlewareHandler {
  const [usual, files] = [limit(MEGABYTES), limit(MEGABYTES_FOR_FILES)];
  return (c, next) => (/^(\/api\/v1)?\/policy\//.test(c.req.path) ? files : usual)(c, next);
}

function limit(megabytes: number): MiddlewareHandler {
  const sentence = `What was sent is larger than ${megabytes} MB. Nothing was done.`;
  return bodyLimit({
    maxSize: megabytes * 1024 * 1024,
    onError: (c) => refusalResponse(c, refused('too_large', sentence).problem),
  });
}
