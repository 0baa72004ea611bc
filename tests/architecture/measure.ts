/** Median, p90 and greatest of what was measured; `share(limit)` is how much of it stays within a limit. */
export interface Distribution {
  readonly count: number;
  readonly median: number;
  readonly p90: number;
  readonly max: number;
  share(limit: number): number;
}

export function distributionOf(sizes: readonly number[]): Distribution {
  const sorted = [...sizes].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  return {
    count: sorted.length,
    median: at(0.5),
    p90: at(0.9),
    max: sorted.at(-1) ?? 0,
    share: (limit) => (sorted.length === 0 ? 1 : sorted.filter((size) => size <= limit).length / sorted.length),
  };
}

export function inWords(what: string, { count, median, p90, max }: Distribution): string {
  return `${what}: ${count}, lines: median ${median}, p90 ${p90}, max ${max}`;
}
