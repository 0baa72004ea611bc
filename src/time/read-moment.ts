import { Temporal } from 'temporal-polyfill';

interface Here {
  readonly now: number;
  readonly zone: string;
}

/**
 * `2026-11-28 18:00` on the clocks of a zone, `18:00` the next time they show that, or an instant with its own offset;
 * undefined for what is none of these, or is no day of the calendar.
 */
export function readMoment(text: string, { now, zone }: Here): number | undefined {
  try {
    if (/(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) return Temporal.Instant.from(text.replace(' ', 'T')).epochMilliseconds;
    if (/^\d{1,2}:\d\d$/.test(text)) return nextTime(text.padStart(5, '0'), { now, zone });
    if (!/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?$/.test(text)) return undefined;
    return Temporal.PlainDateTime.from(text.replace(' ', 'T'), { overflow: 'reject' }).toZonedDateTime(zone)
      .epochMilliseconds;
  } catch {
    return undefined;
  }
}

function nextTime(clock: string, { now, zone }: Here): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const then = today.withPlainTime(Temporal.PlainTime.from(clock, { overflow: 'reject' }));
  const next = then.epochMilliseconds > now ? then : today.add({ days: 1 }).withPlainTime(clock);
  return next.epochMilliseconds;
}
