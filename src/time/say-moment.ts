import { span } from '../domain/text/span.ts';
import { type Instant, MINUTE } from '../domain/time.ts';

/** `in 3 h 12 m`, `2 d ago`. */
export function relative(at: Instant, now: Instant): string {
  const ms = Math.abs(at - now);
  if (ms < MINUTE) return at > now ? 'in a moment' : 'just now';
  return at > now ? `in ${span(ms)}` : `${span(ms)} ago`;
}

/** `14:02`. */
export function timeOfDay(at: Instant, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at);
}

/** `Fri 28 Nov 2026, 18:00 CET`. */
export function absolute(at: Instant, zone: string): string {
  const parts = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const clock = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short', timeZone: zone } as const;
  return new Intl.DateTimeFormat('en-GB', { ...parts, ...clock }).format(at);
}
