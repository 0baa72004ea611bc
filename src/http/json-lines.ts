import type { Context } from 'hono';
import { stream } from 'hono/streaming';

/** One after another, as they are read: nobody holds all of them. */
export function jsonLines(c: Context, lines: AsyncIterable<string>): Response {
  c.header('content-type', 'application/jsonl');
  return stream(c, async (out) => {
    for await (const line of lines) await out.write(`${line}\n`);
  });
}
