import { span } from '../domain/text/span.ts';
import { type Instant, MINUTE } from '../domain/time.ts';

/** `in 3 h 12 m`, `2 d ago`. */
export function relative(at: Instant, now: Instant): string {
  const ms = Math.abs(at - now);
  if (ms < MINUTE) return at > now ? 'in a moment' : 'just now';
  return at > now ? `in ${span(ms)}` : `${span(ms)} ago`;
}

/** `14:02`. */
export const timeOfDay = inZone({ hour: '2-digit', minute: '2-digit' });

/** `Fri 28 Nov 2026, 18:00 CET`. */
export const absolute = inZone({
  ...({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const),
  ...({ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const),
});

/** To make a format costs far more than to use it, and there are some hundred zones. */
function inZone(options: Intl.DateTimeFormatOptions): (at: Instant, zone: string) => string {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (at, zone) => {
    const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
    formats.set(zone, format);
    return format.format(at);
  };
}
