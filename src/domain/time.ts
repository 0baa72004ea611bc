/** Milliseconds since 1970 in UTC. Everything that compares or stores a moment uses this. */
export type Instant = number;

/** ISO 8601 duration, such as `PT8H` or `P1M`. What it is in milliseconds depends on the calendar it is laid on. */
export type Length = string;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
