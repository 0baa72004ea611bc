import type { FC } from 'hono/jsx';
import { heldLevelOf } from '../../../domain/access/held-state.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { HoldingActions } from '../../../use-cases/access/holding-actions.ts';
import type { SeenHolding } from '../../../use-cases/access/see-holdings.ts';
import type { WhyHeld } from '../../../use-cases/access/why-held.ts';
import { HeldMark } from './held-mark.tsx';
import type { When } from './moment.tsx';
import { SayProof, SayWhy } from './say-why.tsx';

interface Props {
  readonly holdings: readonly SeenHolding[];
  readonly when: When;
  /** Who looks: what is theirs is asked for without saying for whom. */
  readonly person: Person;
  /** Of an app: whose it is, instead of what it is of. */
  readonly byHolder?: boolean;
}

export const Holdings: FC<Props> = ({ holdings, ...shown }) => (
  <ul class="holdings">
    {holdings.map((one) => (
      <li>
        <Holding {...one} {...shown} />
      </li>
    ))}
  </ul>
);

const Holding: FC<SeenHolding & Omit<Props, 'holdings'>> = ({ why, actions, when, person, byHolder }) => {
  const { held, reasons, before, names } = why;
  const spoken = before === undefined ? reasons : [before];
  return (
    <>
      <div class="what">
        <p>
          <What held={held} byHolder={byHolder} />
        </p>
        <p class="hint">
          {spoken.map((reason, at) => (
            <>
              {at === 0 ? '' : ' · '}
              <SayWhy reason={reason} names={names} when={when} />
            </>
          ))}
        </p>
      </div>
      <div class="state">
        <HeldMark why={why} when={when} />
        <p class="hint">
          <SayProof proof={held.proof} names={names} when={when} />
        </p>
      </div>
      <Offers why={why} actions={actions} isOwn={held.personId === person.id} />
    </>
  );
};

const What: FC<{ held: WhyHeld['held']; byHolder?: boolean | undefined }> = ({ held, byHolder }) => {
  const { names, personId, appId } = held;
  const level = heldLevelOf(held);
  const thing = (
    <>
      <bdi>{names.entitlement}</bdi>
      {level === undefined ? '' : ` (${level})`}
    </>
  );
  if (byHolder === true)
    return (
      <>
        {personId === undefined ? (
          <b>An account of nobody known</b>
        ) : (
          <a href={`/people/${personId}`}>
            <b>
              <bdi>{names.person}</bdi>
            </b>
          </a>
        )}{' '}
        · {thing}
      </>
    );
  return (
    <>
      <b>{thing}</b> · <a href={`/apps/${appId}`}>{names.app}</a>
    </>
  );
};

interface Offered {
  readonly why: WhyHeld;
  readonly actions: HoldingActions;
  readonly isOwn: boolean;
  /** On the page that says why. */
  readonly isWhy?: boolean;
}

/** What can be done with a holding. */
export const Offers: FC<Offered> = ({ why, actions, isOwn, isWhy }) => {
  const { held } = why;
  const query = new URLSearchParams({ app: held.appId, entitlement: held.entitlementId, op: 'modify' });
  if (!isOwn && held.personId !== undefined) query.set('for', held.personId);
  const thing = `${held.names.entitlement} of ${held.names.app}`;
  return (
    <div class="actions">
      {actions.extend === undefined ? null : (
        <Offer to={`/requests/${actions.extend}/extend`} name="Extend" of={thing} />
      )}
      {actions.modify ? <Offer to={`/requests/new?${query}`} name="Modify" of={thing} /> : null}
      {actions.end ? <Offer to={`/holdings/${held.id}/end`} name="End now" of={thing} /> : null}
      {isWhy === true ? null : <Offer to={`/holdings/${held.id}/why`} name="Why" of={thing} />}
    </div>
  );
};

const Offer: FC<{ to: string; name: string; of: string }> = ({ to, name, of }) => (
  <a class="button quiet small" href={to} aria-label={`${name}: ${of}`}>
    {name}
  </a>
);
