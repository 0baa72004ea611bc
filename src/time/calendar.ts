import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '../domain/lease/calendar.ts';

/**
 * The calendar of an IANA zone. Years to days move the date and keep the time on the clock, which moves on by the gap
 * where there is no such time, and is the first of two where there are two; hours and less are exact.
 * An unknown zone throws here, and not at the first lease.
 */
export function createCalendar(zone: string): Calendar {
  const inZone = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  inZone(0);
  return { zone, after: (at, length) => inZone(at).add(length).epochMilliseconds };
}
