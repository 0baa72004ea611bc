import type { Client } from '@temporalio/client';

/** How long somebody is kept waiting for a true answer, before what they said is left for later. */
export interface Patience {
  readonly ms: number;
  inTime<T>(call: () => Promise<T>): Promise<T>;
  /** The same, for what a worker answers: that one is there. */
  answered<T>(call: () => Promise<T>): Promise<T>;
}

const ALONE_MS = 2000;
/** Whoever waits while others are answered stands in a queue, and is answered soon. */
const IN_COMPANY_MS = 8000;

/** `ofOptions`: given instead of what suits the moment. */
export function createPatience(client: Client, ofOptions: () => number | undefined): Patience {
  let heardAt = Number.NEGATIVE_INFINITY;
  const ms = () => ofOptions() ?? (performance.now() - heardAt < ALONE_MS ? IN_COMPANY_MS : ALONE_MS);
  const inTime: Patience['inTime'] = (call) => client.withDeadline(Date.now() + ms(), call);
  return {
    get ms() {
      return ms();
    },
    inTime,
    async answered(call) {
      const answer = await inTime(call);
      heardAt = performance.now();
      return answer;
    },
  };
}
