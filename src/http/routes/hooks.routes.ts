import type { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type Result, ok, refused } from '../../domain/errors.ts';
import { type CallbackDeps, settleCallback } from '../../use-cases/settle-callback.ts';
import { problemResponse } from '../problem.ts';
import { callbackSchema } from '../schemas/callback.ts';

const LARGEST_BODY = 16 * 1024;

/** Where the endpoints of apps report. No token of the API: what they are given with a call, and their signature. */
export function hookRoutes(deps: CallbackDeps): Hono {
  const app = new Hono();
  const tooLarge = refused('too_large', 'What was sent is larger than 16 kB. Nothing was noted.');
  const limit = bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => problemResponse(c, tooLarge.problem) });
  app.post('/hooks/v1/:token', limit, async (c) => {
    const text = await c.req.text();
    const said = reportIn(text);
    if (!said.ok) return problemResponse(c, said.problem);
    const { outcome, detail } = said.value;
    const timestamp = c.req.header('leasehold-timestamp');
    const signature = c.req.header('leasehold-signature');
    const noted = await settleCallback(deps, c.req.param('token'), { text, timestamp, signature }, { outcome, detail });
    return noted.ok ? c.json({ noted: true }, 200) : problemResponse(c, noted.problem);
  });
  return app;
}

function reportIn(text: string): Result<z.output<typeof callbackSchema>> {
  const parsed = callbackSchema.safeParse(jsonIn(text));
  if (parsed.success) return ok(parsed.data);
  return refused('malformed', 'It is { "outcome": "done" or "failed", "detail"?: text } that is wanted here.');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
