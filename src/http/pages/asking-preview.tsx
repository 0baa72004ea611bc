import type { FC } from 'hono/jsx';
import { OVER_MAXIMUM, sayAsked, sayCut } from '../../domain/request/say-preview.ts';
import { type Asking, type Foreseen, isOnlyOpen, type Placed } from '../web/asking.ts';
import { Levels } from './parts/levels.tsx';
import { absolute, Moment, type When } from './parts/moment.tsx';
import { sayLease } from './parts/say-request.tsx';

interface Props {
  readonly asking: Asking;
  readonly problems: readonly Placed[];
  readonly when: When;
}

/** What submitting it would come to: who is asked and why, until when, what is cut, what is in the way. */
export const Foresight: FC<Props> = ({ asking, problems, when }) => (
  <section class="foresight" aria-label="What it comes to">
    {asking.apps.map((one) => (
      <div data-part={one.app.slug}>
        {asking.apps.length > 1 ? (
          <h3>
            <bdi>{one.app.name}</bdi>
          </h3>
        ) : null}
        <OfApp one={one} asking={asking} when={when} />
      </div>
    ))}
    {problems
      .filter(({ field }) => field === '')
      .map(({ problem }) => (
        <p class="problem">{problem.detail}</p>
      ))}
  </section>
);

const OfApp: FC<{ one: Foreseen; asking: Asking; when: When }> = ({ one, asking, when }) => {
  const { prepared, problem, app } = one;
  if (prepared === undefined) return problem === undefined ? <></> : <Obstacle problem={problem} asking={asking} />;
  const { request, conflicts, hash } = prepared;
  return (
    <>
      <input type="hidden" name={`facts:${app.slug}`} value={hash} />
      <p>
        <b>{sayAsked(prepared.notified)}.</b> <Until one={one} when={when} />
      </p>
      <Notices prepared={prepared} zone={when.zone} />
      {conflicts.map(({ because }) => (
        <p class="warning">{because}</p>
      ))}
      <Levels request={request} when={when} />
    </>
  );
};

const Obstacle: FC<{ problem: Placed; asking: Asking }> = ({ problem, asking: { typed } }) =>
  isOnlyOpen(problem, typed) ? (
    <p class="hint">{problem.problem.detail} Then you see here who will be asked.</p>
  ) : (
    <p class="problem">{problem.problem.detail}</p>
  );

const Until: FC<{ one: Foreseen; when: When }> = ({ one: { prepared, things, endsAt }, when }) => {
  if (prepared === undefined || things.every(({ op }) => op === 'remove')) return <></>;
  const granted = prepared.request.lease.granted ?? prepared.request.lease.asked;
  const start = granted.startAt;
  return (
    <>
      {start === undefined ? null : (
        <>
          From {absolute(start, when.zone)} (<Moment at={start} when={when} />
          ),{' '}
        </>
      )}
      {upperIf(start === undefined, sayLease(granted, when.zone))}
      {granted.kind !== 'for' || endsAt === undefined
        ? '.'
        : `: until ${absolute(endsAt, when.zone)}, if it is given ${start === undefined ? 'now' : 'then'}.`}
    </>
  );
};

function upperIf(isFirst: boolean, text: string): string {
  return isFirst ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

const Notices: FC<{ prepared: NonNullable<Foreseen['prepared']>; zone: string }> = ({ prepared, zone }) => {
  const { leaseNotice, request, extending } = prepared;
  return (
    <>
      {leaseNotice === undefined ? null : <p class="warning">{sayCut(leaseNotice, (at) => absolute(at, zone))}</p>}
      {request.flags.includes('over_maximum') ? <p class="warning">{OVER_MAXIMUM}</p> : null}
      {extending === undefined ? null : (
        <p class="hint">
          A later end of <a href={`/requests/${extending.id}`}>{extending.id}</a>.
        </p>
      )}
    </>
  );
};
