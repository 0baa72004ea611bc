import { Hono } from 'hono';
import type { HttpDeps, ReadinessCheck } from '../deps.ts';

export function healthRoutes({ checks }: Pick<HttpDeps, 'checks'>): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    const answers = await Promise.all(checks.map(answer));
    const ready = answers.every(({ ok }) => ok);
    return c.json({ ready, checks: Object.fromEntries(answers.map(({ name, ok }) => [name, ok])) }, ready ? 200 : 503);
  });
  return app;
}

export async function answer({ name, ask }: ReadinessCheck): Promise<{ name: string; ok: boolean }> {
  try {
    await ask();
    return { name, ok: true };
  } catch {
    return { name, ok: false };
  }
}
