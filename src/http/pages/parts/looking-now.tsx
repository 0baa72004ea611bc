import type { FC } from 'hono/jsx';
import { DAY } from '../../../domain/time.ts';
import { timeOfDay } from '../../../time/say-moment.ts';
import type { Looker } from '../../../use-cases/desk/see-looking.ts';
import { absolute, type When } from './moment.tsx';

/** So that two people do not read the same thing twice: "Lin is looking since 14:02". */
export const LookingNow: FC<{ looker: Looker | undefined; when: When }> = ({ looker, when: { now, zone } }) => (
  <div data-live="looking">
    {looker === undefined ? null : (
      <p class="hint">
        <bdi>{looker.name}</bdi> is looking since{' '}
        <time datetime={new Date(looker.since).toISOString()} title={absolute(looker.since, zone)}>
          {now - looker.since < DAY ? timeOfDay(looker.since, zone) : absolute(looker.since, zone)}
        </time>
      </p>
    )}
  </div>
);
