import type { FC } from 'hono/jsx';
import type { Instant } from '../../../domain/time.ts';
import { absolute, relative } from '../../../time/say-moment.ts';

export { span } from '../../../domain/text/span.ts';
export { absolute, relative } from '../../../time/say-moment.ts';

/** When, for whom: relative words need a now, absolute ones a zone. */
export interface When {
  readonly now: Instant;
  readonly zone: string;
}

/** "in 3 h 12 m", with the absolute time and its zone behind it. */
export const Moment: FC<{ at: Instant; when: When }> = ({ at, when }) => (
  <time datetime={new Date(at).toISOString()} title={absolute(at, when.zone)}>
    {relative(at, when.now)}
  </time>
);
