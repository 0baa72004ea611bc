import type { Instant, Length } from '../time.ts';

/** Lengths laid on days and months of one time zone. The domain has none of its own: it is given one. */
export interface Calendar {
  /** `length` after `at`: a month after 31 January is the end of February; a day over a clock change has 23 or 25 hours. */
  after(at: Instant, length: Length): Instant;
  readonly zone: string;
}
