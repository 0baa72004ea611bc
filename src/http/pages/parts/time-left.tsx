import type { FC } from 'hono/jsx';
import type { Instant } from '../../../domain/time.ts';
import { absolute, span, type When } from './moment.tsx';

/** ` · 6 h 12 m left`. Where there is a script it ticks: `times.js` finds it by its attribute. */
export const TimeLeft: FC<{ until: Instant; when: When }> = ({ until, when: { now, zone } }) => (
  <span class="left">
    {' · '}
    <time datetime={new Date(until).toISOString()} title={absolute(until, zone)} data-left>
      {span(Math.max(0, until - now))} left
    </time>
  </span>
);

interface Lasting {
  readonly began: Instant | undefined;
  readonly until: Instant | undefined;
  readonly now: Instant;
}

/** How much of a lease is over, as far as it is known when it began and ends; the words say it too. */
export const Elapsed: FC<Lasting> = ({ began, until, now }) => {
  if (until === undefined || began === undefined || until <= began) return null;
  return <progress max={until - began} value={Math.min(until, now) - began} data-from={began} aria-hidden="true" />;
};
