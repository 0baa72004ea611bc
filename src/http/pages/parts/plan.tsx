import type { FC } from 'hono/jsx';
import type { PlanView } from '../../../use-cases/policy/plan-view.ts';
import type { Simulated } from '../../../use-cases/policy/simulate-policy.ts';

interface Props {
  readonly plan: PlanView;
  readonly simulated: Simulated | undefined;
}

/** What a file would do, in words: the difference, what follows from it, and who would have been decided otherwise. */
export const Plan: FC<Props> = ({ plan: { version, lines, more, warnings }, simulated }) => (
  <>
    <h2>What would change, on version {version}</h2>
    {lines.length === 0 ? <p class="empty">Nothing: the organisation is what this file says.</p> : null}
    <ul class="diff">
      {lines.map((line) => (
        <li class={CLASSES[line.charAt(0)]} dir="auto">
          {line}
        </li>
      ))}
    </ul>
    {more === 0 ? null : <p class="hint">And {more} more lines that are not shown.</p>}
    {warnings.length === 0 ? null : <h2>What follows from it</h2>}
    <ul class="rows">
      {warnings.map((warning) => (
        <li dir="auto">{warning}</li>
      ))}
    </ul>
    {simulated === undefined || lines.length === 0 ? null : <Affected simulated={simulated} />}
  </>
);

const CLASSES: { readonly [sign: string]: string | undefined } = { '+': 'live', '-': 'refused', '~': 'waiting' };

const MOST = 20;

const Affected: FC<{ simulated: Simulated }> = ({ simulated: { looked, sentence, changed } }) => (
  <>
    <h2>The last {looked} requests, had this been the policy</h2>
    <p>{sentence}</p>
    <ul class="rows">
      {changed.slice(0, MOST).map(({ id, requester, app, before, after }) => (
        <li>
          <a class="id" href={`/requests/${id}`}>
            {id}
          </a>{' '}
          <bdi>{requester}</bdi> on <bdi>{app}</bdi>: <span class="quiet">{before}</span> → {after}
        </li>
      ))}
    </ul>
    {changed.length > MOST ? <p class="hint">And {changed.length - MOST} more.</p> : null}
  </>
);
