import { type Instant, SECOND } from '../../domain/time.ts';
import { absolute } from '../../time/say-moment.ts';

const DAY_AND_TIME = '{date_short_pretty} at {time}';

/** In the zone of whoever reads it; where Slack cannot, as in a notification, in the organisation's. */
export function moment(at: Instant, zone: string): string {
  return token(at, DAY_AND_TIME, zone);
}

/** For the same day: `14:02`. */
export function timeOfDay(at: Instant, zone: string): string {
  return token(at, '{time}', zone);
}

function token(at: Instant, format: string, zone: string): string {
  return `<!date^${Math.floor(at / SECOND)}^${format}|${absolute(at, zone)}>`;
}
