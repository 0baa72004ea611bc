import type { View } from './view.ts';

type Clock = Pick<View, 'now' | 'zone'>;

/** `Fri 28 Nov, 18:00 CET`; the year where it is another one. */
export function moment(at: string, { now, zone }: Clock): string {
  const date = new Date(at);
  const year = (of: Date) => new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone: zone }).format(of);
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const withYear = year(date) === year(new Date(now)) ? day : { ...day, year: 'numeric' as const };
  const words = new Intl.DateTimeFormat('en-GB', { ...withYear, timeZone: zone }).format(date).replace(',', '');
  const clock = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return `${words}, ${new Intl.DateTimeFormat('en-GB', { ...clock, timeZone: zone }).format(date)}`;
}

/** `in 3 h 12 m`, `2 d ago`, `now`. */
export function fromNow(at: string, { now }: Pick<Clock, 'now'>): string {
  const distance = Date.parse(at) - now;
  const size = sizeOf(Math.abs(distance));
  if (size === '') return 'now';
  return distance < 0 ? `${size} ago` : `in ${size}`;
}

const UNITS = [
  ['d', 24 * 60],
  ['h', 60],
  ['m', 1],
] as const;

/** The two greatest units; days alone from a week on. */
function sizeOf(milliseconds: number): string {
  let rest = Math.floor(milliseconds / 60_000);
  const parts = UNITS.flatMap(([letter, minutes]) => {
    const count = Math.floor(rest / minutes);
    rest -= count * minutes;
    return count === 0 ? [] : [{ letter, count }];
  });
  const most = parts[0]?.letter === 'd' && parts[0].count >= 7 ? 1 : 2;
  return parts
    .slice(0, most)
    .map(({ count, letter }) => `${count} ${letter}`)
    .join(' ');
}
