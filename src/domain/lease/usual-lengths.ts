import type { Length } from '../time.ts';

/** What people choose from, shortest first. */
export const USUAL_LENGTHS: readonly Length[] = ['PT1H', 'PT4H', 'PT8H', 'P1D', 'P7D', 'P30D', 'P90D'];
