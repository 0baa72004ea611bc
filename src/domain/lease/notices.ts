import { DAY, HOUR, type Instant } from '../time.ts';

const BEFORE_THE_END = [7 * DAY, DAY, HOUR];

/** When the holder is told that the end comes near. Not in the first half of a lease: then the end was just chosen. */
export function noticesOf(effectiveAt: Instant, endsAt: Instant): readonly Instant[] {
  const half = (endsAt - effectiveAt) / 2;
  return BEFORE_THE_END.filter((before) => before < half).map((before) => endsAt - before);
}
