import { setTimeout as delay } from 'node:timers/promises';

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Does it `count` times, `atOnce` at a time; seconds from the first to the last. */
export async function closedLoop(count: number, atOnce: number, once: () => Promise<void>): Promise<number> {
  const began = performance.now();
  let left = count;
  const loop = async () => {
    while (left-- > 0) await once();
  };
  await Promise.all(Array.from({ length: Math.min(count, atOnce) }, loop));
  return (performance.now() - began) / 1000;
}

/** A B A B …: what drifts on the machine meanwhile meets both. */
export async function alternated<Side, Result>(
  rounds: number,
  sides: { readonly bare: Side; readonly ours: Side },
  measure: (side: Side) => Promise<Result>,
): Promise<{ readonly bare: Result[]; readonly ours: Result[] }> {
  const results: { bare: Result[]; ours: Result[] } = { bare: [], ours: [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)) {
      results[name].push(await measure(sides[name]));
    }
  }
  return results;
}

/** Waits for a condition; a benchmark that hangs is ended with a sentence. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string, withinMs: number): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) throw new Error(`${what}: not within ${withinMs / 1000} s`);
    await delay(20);
  }
}

/** Of the wall and finer than `Date.now()`, so that moments of two processes on one machine can be compared. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now();
}
