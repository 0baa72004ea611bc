import type { FC } from 'hono/jsx';
import type { Change } from '../../../domain/request/change.ts';
import type { Request } from '../../../domain/request/request.ts';
import { Moment, type When } from './moment.tsx';

export const Changes: FC<{ request: Request; when: When }> = ({ request, when }) => (
  <ul class="rows">
    {request.changes.map((change) => (
      <li>
        <b>{request.names[change.entitlementId] ?? change.entitlementId}</b>
        {change.level === undefined ? '' : ` as ${change.level}`}
        <span class="quiet"> · {sayState(change)}</span>
        <Proof change={change} names={request.names} when={when} />
        {change.failure === undefined ? null : <p class="problem">{change.failure}</p>}
      </li>
    ))}
  </ul>
);

function sayState({ op, state }: Change): string {
  const words = op === 'remove' ? REMOVING : GIVING;
  return words[state];
}

const GIVING: { readonly [State in Change['state']]: string } = {
  waiting: 'to be given',
  giving: 'being given',
  given: 'given',
  failed: 'not given',
  taking: 'being taken back',
  taken: 'taken back',
};
const REMOVING = { ...GIVING, waiting: 'to be removed', taking: 'being removed', taken: 'removed' };

const Proof: FC<{ change: Change; names: Request['names']; when: When }> = ({ change: { proof }, names, when }) => {
  if (proof === undefined) return null;
  const how = proof.kind === 'read_back' ? 'verified' : `confirmed by ${names[proof.by] ?? proof.by}`;
  return (
    <span class="quiet">
      , {how} <Moment at={proof.at} when={when} />
    </span>
  );
};
