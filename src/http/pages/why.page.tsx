import type { FC } from 'hono/jsx';
import { heldLevelOf } from '../../domain/access/held-state.ts';
import type { Instant } from '../../domain/time.ts';
import type { SeenHolding } from '../../use-cases/access/see-holdings.ts';
import type { Reason, WhyHeld } from '../../use-cases/access/why-held.ts';
import { type Looking, Page } from './layout.tsx';
import { HeldMark } from './parts/held-mark.tsx';
import { Offers } from './parts/holdings.tsx';
import { absolute, Moment, type When } from './parts/moment.tsx';
import { SaidReason } from './parts/say-request.tsx';
import { SayProof, SayWhy } from './parts/say-why.tsx';

interface Seen extends SeenHolding {
  /** The requests that whoever looks may open. */
  readonly open: ReadonlySet<string>;
}

/** Why somebody holds something: every reason, until when it counts, and how it is known. */
export function whyPage(looking: Looking, { why, actions, open }: Seen) {
  const { held, reasons, before, names } = why;
  const level = heldLevelOf(held);
  const thing = `${held.names.entitlement}${level === undefined ? '' : ` (${level})`} on ${held.names.app}`;
  return (
    <Page title={thing} looking={looking} live>
      <h1>
        Why <bdi>{held.names.person ?? 'an account of nobody known'}</bdi> has <bdi>{thing}</bdi>
      </h1>
      <p data-live="state">
        <HeldMark why={why} when={looking.when} />
      </p>
      <Offers why={why} actions={actions} isOwn={held.personId === looking.person.id} isWhy />
      <h2>{reasons.length > 1 ? `${reasons.length} reasons; each of them is enough` : 'Because'}</h2>
      {reasons.length === 0 && before === undefined ? (
        <p class="empty">Nobody ever asked for it here. It was found in the app.</p>
      ) : null}
      {before === undefined ? null : <p>Nothing holds it any more. The last reason was:</p>}
      <ol class="rows">
        {(before === undefined ? reasons : [before]).map((reason) => (
          <ReasonRow reason={reason} names={names} when={looking.when} open={open} />
        ))}
      </ol>
      <h2>How it is known</h2>
      <p>
        <SayProof proof={held.proof} names={names} when={looking.when} />
      </p>
    </Page>
  );
}

interface Row {
  readonly reason: Reason;
  readonly names: WhyHeld['names'];
  readonly when: When;
  readonly open: ReadonlySet<string>;
}

const ReasonRow: FC<Row> = ({ reason, names, when, open }) => {
  const { claim, request, change, approvals } = reason;
  return (
    <li>
      <p>
        <SayWhy reason={reason} names={names} when={when} />
        {request === undefined || !open.has(request.id) ? null : (
          <>
            {' · '}
            <a class="id" href={`/requests/${request.id}`}>
              {request.id}
            </a>
          </>
        )}
      </p>
      {request === undefined ? null : <SaidReason request={request} />}
      {approvals.map(({ by, comment }) =>
        comment === undefined ? null : (
          <blockquote dir="auto">
            {names[by] ?? by}: {comment}
          </blockquote>
        ),
      )}
      <dl class="clocks">
        {change?.effectiveAt === undefined ? null : <Clock name="Given" at={change.effectiveAt} when={when} />}
        {claim.endsAt === undefined ? (
          <>
            <dt>Until</dt>
            <dd>no end</dd>
          </>
        ) : (
          <Clock name="Until" at={claim.endsAt} when={when} />
        )}
      </dl>
    </li>
  );
};

const Clock: FC<{ name: string; at: Instant; when: When }> = ({ name, at, when }) => (
  <>
    <dt>{name}</dt>
    <dd>
      <Moment at={at} when={when} /> <span class="quiet">{absolute(at, when.zone)}</span>
    </dd>
  </>
);
