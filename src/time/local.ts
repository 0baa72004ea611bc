import { Temporal } from 'temporal-polyfill';

/** `2026-11-28T18:00` as the clock on the wall of a zone shows it: the way browsers write a date with a time. */
export function localOf(at: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: 'minute' });
}

/** Undefined where it is no date with a time. Of a time that there is twice it is the first. */
export function instantOf(local: string, zone: string): number | undefined {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return undefined;
  }
}
