import type { FC } from 'hono/jsx';
import type { PersonId } from '../../../domain/ids.ts';
import type { ClaimSource, Proof } from '../../../domain/ledger/claim.ts';
import type { Request } from '../../../domain/request/request.ts';
import type { Reason, WhyHeld } from '../../../use-cases/access/why-held.ts';
import { Moment, type When } from './moment.tsx';

interface Props {
  readonly reason: Reason;
  readonly names: WhyHeld['names'];
  readonly when: When;
}

/** "Asked for by Maya 3 d ago, approved by Ada". */
export const SayWhy: FC<Props> = ({ reason: { claim, request, approvals }, names, when }) => {
  if (request === undefined) return <>{SOURCES[claim.source]}</>;
  const named = (id: PersonId) => names[id] ?? request.names[id] ?? id;
  const people = [...new Set(approvals.map(({ by, onBehalfOf }) => sayWho(named(by), onBehalfOf, named)))];
  return (
    <>
      {request.kind === 'direct_grant' ? 'Granted' : 'Asked for'} by <bdi>{named(request.requesterId)}</bdi>{' '}
      <Moment at={request.createdAt} when={when} />
      {people.length > 0 ? (
        <>
          , approved by <bdi>{people.join(', ')}</bdi>
        </>
      ) : (
        WITHOUT[request.flow.approval]
      )}
    </>
  );
};

function sayWho(by: string, onBehalfOf: PersonId | undefined, named: (id: PersonId) => string): string {
  return onBehalfOf === undefined ? by : `${by} for ${named(onBehalfOf)}`;
}

const SOURCES: { readonly [Source in ClaimSource]: string } = {
  baseline: 'It was there before Leasehold',
  profile: 'It comes with their job',
  request: 'Asked for; the request is not stored any more',
  direct_grant: 'Granted; the request is not stored any more',
};

const WITHOUT: { readonly [How in Request['flow']['approval']]: string } = {
  levels: '',
  auto_approve: ', approved by a rule',
  emergency: ', given in an emergency, reviewed afterwards',
  direct_grant: '',
};

/** How it is known. */
export const SayProof: FC<{ proof: Proof | undefined; names: WhyHeld['names']; when: When }> = ({
  proof,
  names,
  when,
}) => {
  if (proof === undefined) return <>Not proven yet</>;
  return (
    <>
      {proof.kind === 'read_back' ? 'Read back from the app' : `Confirmed by ${names[proof.by] ?? 'somebody'}`}{' '}
      <Moment at={proof.at} when={when} />
    </>
  );
};
