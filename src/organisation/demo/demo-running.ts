import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const wish = z.strictObject({
  by: z.string(),
  app: z.string(),
  asks: z.string(),
  lease: z.string(),
  of: z.string().optional(),
  decided: z.enum(['all', 'first', 'none']),
  reason: z.string(),
});

export type DemoWish = z.output<typeof wish>;

/** Requests that are on their way when the demo starts. */
export function demoRunning(): readonly DemoWish[] {
  const text = readFileSync(new URL('./running.yaml', import.meta.url), 'utf8');
  return z.array(wish).parse(parse(text));
}
