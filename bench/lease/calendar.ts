import type { Calendar } from '../../src/domain/lease/calendar.ts';
import type { Length } from '../../src/domain/time.ts';
import { createCalendar } from '../../src/time/calendar.ts';

/** The shortest lease there is lasts a second. Here a second passes sooner. */
const SECOND_MS = 10;

/**
 * A calendar in which leases of seconds are over soon: else a closed loop would measure how long everybody sleeps.
 * Nothing else about them is different; the product starts its timer, as bare does.
 */
export function calendarOf(zone: string): Calendar {
  const calendar = createCalendar(zone);
  const after: Calendar['after'] = (at, length) => {
    const seconds = /^PT(\d+)S$/.exec(length)?.[1];
    return seconds === undefined ? calendar.after(at, length) : at + Number(seconds) * SECOND_MS;
  };
  return { ...calendar, after };
}

export function shortLength(ms: number): Length {
  return `PT${ms / SECOND_MS}S`;
}

/** Long enough that the workflow hears of its beginning before its end, when nothing else is going on. */
export const SHORT_MS = 100;
