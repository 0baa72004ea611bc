import type { FC } from 'hono/jsx';
import type { Change } from '../../../domain/request/change.ts';
import type { Request } from '../../../domain/request/request.ts';
import type { AboutChange, AboutChanges } from '../../../use-cases/see-changes.ts';
import { Moment, type When } from './moment.tsx';

interface Props {
  readonly request: Request;
  readonly about: AboutChanges;
  readonly when: When;
}

export const Changes: FC<Props> = ({ request: { changes, names }, about, when }) => (
  <ul class="rows">
    {changes.map((change) => (
      <li>
        <b>{names[change.entitlementId] ?? change.entitlementId}</b>
        {sayLevel(change, about.get(change.entitlementId))}
        <span class="quiet"> · {sayState(change)}</span>
        <Proof change={change} names={names} when={when} />
        <Besides change={change} about={about.get(change.entitlementId)} />
        {change.failure === undefined ? null : <p class="problem">{change.failure}</p>}
      </li>
    ))}
  </ul>
);

/** Before and after, as long as there is a before. */
function sayLevel({ op, level }: Change, about: AboutChange | undefined): string {
  const before = about?.held?.level;
  if (op === 'modify' && before !== undefined && before !== level) return `: ${before} → ${level ?? 'none'}`;
  return level === undefined ? '' : ` as ${level}`;
}

const Besides: FC<{ change: Change; about: AboutChange | undefined }> = ({ change: { fields }, about }) => {
  const titles = new Map(about?.entitlement.fields.map(({ name, title }) => [name, title]));
  const filled = Object.entries(fields).map(([name, value]) => `${titles.get(name) ?? name}: ${String(value)}`);
  const risk = about?.entitlement.risk === 'high' ? ['high risk'] : [];
  const taken = about?.seatsTaken;
  const seats = taken === undefined ? [] : [`${taken} of ${about?.entitlement.seats} seats used`];
  const said = [...risk, ...seats, ...filled];
  return said.length === 0 ? null : (
    <p class="hint" dir="auto">
      {said.join(' · ')}
    </p>
  );
};

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
