import { DAY, HOUR, type Instant, MINUTE } from '../domain/time.ts';

/** `in 3 h 12 m`, `2 d ago`. */
export function relative(at: Instant, now: Instant): string {
  const ms = Math.abs(at - now);
  if (ms < MINUTE) return at > now ? 'in a moment' : 'just now';
  return at > now ? `in ${span(ms)}` : `${span(ms)} ago`;
}

/** The two largest units that matter: `3 h 12 m`, `5 d`. */
export function span(ms: number): string {
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  if (days >= 3) return `${days} d`;
  if (days > 0) return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} m`;
  return `${minutes} m`;
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
