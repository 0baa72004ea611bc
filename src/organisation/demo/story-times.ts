import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../domain/time.ts';
import { roughDays } from '../length.ts';
import type { Story } from './story.ts';

/** When what happened. The stories' lengths are hours and days, so that no calendar is needed. */
export interface Times {
  readonly createdAt: Instant;
  /** When people, a rule or an emergency decided, or nobody did until it was over. */
  readonly decidedAt: Instant;
  readonly effectiveAt: Instant;
  readonly endsAt: Instant | undefined;
  /** When ending began: at the end of the lease, or when somebody asked for it. */
  readonly endingAt: Instant;
  readonly goneAt: Instant;
}

export function timesOf(story: Story, isManual: boolean, now: Instant, decideBy: number): Times {
  const { opened, ask, end } = story;
  const createdAt = Math.floor(now / DAY) * DAY - opened.days_ago * DAY + Math.round(opened.hour * 60) * MINUTE;
  const decidedAt = createdAt + decidedAfter(story, decideBy);
  const effectiveAt = decidedAt + (isManual ? 95 * MINUTE : 38 * SECOND);
  const endsAt = ask.lease === undefined ? undefined : effectiveAt + milliseconds(ask.lease);
  const endingAt = end?.kind === 'ended_early' ? effectiveAt + Math.round(end.hours * HOUR) : (endsAt ?? effectiveAt);
  const goneAt = endingAt + (isManual ? 50 * MINUTE : 24 * SECOND);
  return { createdAt, decidedAt, effectiveAt, endsAt, endingAt, goneAt };
}

export function milliseconds(length: string): number {
  return Math.round(roughDays(length) * DAY);
}

function decidedAfter({ decisions, end }: Story, decideBy: number): number {
  if (end?.kind === 'lapsed') return decideBy;
  const last = decisions.at(-1);
  if (last !== undefined) return last.after * MINUTE;
  return end?.kind === 'cancelled' ? end.after * MINUTE : SECOND;
}
