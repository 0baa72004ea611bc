import type { FC } from 'hono/jsx';
import { whoCanAct } from '../../../domain/policy/level-progress.ts';
import type { Level, LevelApprover, Request } from '../../../domain/request/request.ts';
import { Moment, type When } from './moment.tsx';

/** The levels as a path: done, now, next; each person with the reason for which they can. */
export const Levels: FC<{ request: Request; when: When }> = ({ request, when }) =>
  request.levels.length === 0 ? (
    <p class="quiet">{WITHOUT[request.flow.approval]}</p>
  ) : (
    <ol class="levels">
      {request.levels.map((level, index) => (
        <li class={level.state}>
          <p class="quiet">{sayMode(level)}</p>
          <ul class="rows">
            {level.approvers.map((approver) => (
              <Approver
                request={request}
                level={level}
                approver={approver}
                canAct={canAct(request, index)}
                when={when}
              />
            ))}
          </ul>
          <NotAsked level={level} names={request.names} />
        </li>
      ))}
    </ol>
  );

/** Who is not asked though the policy names them, and who stands in. */
const NotAsked: FC<{ level: Level; names: Request['names'] }> = ({ level: { skipped = [], standIns }, names }) => (
  <>
    {skipped.map(({ personId, because }) => (
      <p class="hint">
        {personId === undefined ? `Not asked: ${because}.` : `Not asked: ${names[personId] ?? personId}, ${because}.`}
      </p>
    ))}
    {standIns === undefined ? null : <p class="hint">{STAND_INS[standIns]}</p>}
  </>
);

const STAND_INS = {
  fallback: 'Too few of those meant to decide can: these stand in, as the policy says.',
  super_admins: 'Nobody whom the policy names can decide: the super admins do.',
} as const;

const WITHOUT = {
  levels: 'Nobody.',
  auto_approve: 'Nobody: a rule approves it.',
  emergency: 'Nobody: it was an emergency. Somebody reviews it afterwards.',
  direct_grant: 'Nobody: an admin granted it.',
} as const;

function canAct({ levels }: Request, index: number): readonly string[] {
  return levels[index]?.state === 'open' ? whoCanAct(levels, index) : [];
}

function sayMode({ mode, state }: Level): string {
  const who = { any: 'Any of these', all: 'All of these', n_of_m: '' }[mode.kind];
  const needed = mode.kind === 'n_of_m' ? `${mode.needed} of these` : who;
  return `${needed} · ${{ waiting: 'next', open: 'now', done: 'done', skipped: 'skipped' }[state]}`;
}

interface One {
  readonly request: Request;
  readonly level: Level;
  readonly approver: LevelApprover;
  readonly canAct: readonly string[];
  readonly when: When;
}

const Approver: FC<One> = ({ request, level, approver: { personId, because }, canAct: able, when }) => {
  const decision = level.decisions.find(({ by, onBehalfOf }) => (onBehalfOf ?? by) === personId);
  return (
    <li>
      <b>{request.names[personId] ?? personId}</b> <span class="quiet">{because}</span>
      {decision === undefined ? (
        <span class="quiet">{able.includes(personId) ? ' · can decide now' : ''}</span>
      ) : (
        <>
          {decision.verdict === 'approve' ? ' · approved ' : ' · rejected '}
          <Moment at={decision.at} when={when} />
          {decision.comment === undefined ? null : <blockquote>{decision.comment}</blockquote>}
        </>
      )}
    </li>
  );
};
