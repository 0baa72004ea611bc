import type { FC } from 'hono/jsx';
import type { Timeline as Told } from '../../../use-cases/audit/see-timeline.ts';
import { What, Who } from './facts.tsx';
import { absolute, Moment, type When } from './moment.tsx';

/** What the record says of a request, oldest first. */
export const Timeline: FC<{ told: Told; when: When }> = ({ told: { facts, names, isCut }, when }) => (
  <>
    {isCut ? <p class="hint">What came before these stands in the record.</p> : null}
    <ol class="timeline">
      {facts.map((fact) => (
        <li>
          <p>
            <What fact={fact} />
          </p>
          <p class="hint">
            <Who fact={fact} names={names} /> · <Moment at={fact.at} when={when} /> {absolute(fact.at, when.zone)}
          </p>
        </li>
      ))}
    </ol>
  </>
);
