/** How long somebody is kept waiting for a true answer, before what they said is left for later. */
export interface Patience {
  readonly ms: number;
  /** An answer came: a worker is there. */
  heard(): void;
}

const ALONE_MS = 2000;
/** Whoever waits while others are answered is waiting in a queue, and is answered soon. */
const IN_COMPANY_MS = 8000;

export function createPatience(now: () => number): Patience {
  let heardAt = Number.NEGATIVE_INFINITY;
  return {
    get ms() {
      return now() - heardAt < ALONE_MS ? IN_COMPANY_MS : ALONE_MS;
    },
    heard: () => {
      heardAt = now();
    },
  };
}
