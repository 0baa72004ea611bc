import type { FC } from 'hono/jsx';
import type { HeldState } from '../../../domain/access/held-state.ts';
import type { Alert } from '../../../domain/work/alert.ts';
import type { AppHealth } from '../../../use-cases/see-app.ts';
import { Mark } from './mark.tsx';
import { Moment, type When } from './moment.tsx';

/** How it goes, in words: what is underway, what goes wrong, and whose turn it is. */
export const Health: FC<{ health: AppHealth; when: When }> = ({ health: { states, alerts, tasks }, when }) => {
  const counted = (['held', 'giving', 'taking', 'untracked'] as const).filter((state) => (states.get(state) ?? 0) > 0);
  return (
    <>
      <h2>How it goes</h2>
      <p>
        {alerts.length === 0 ? (
          <Mark meaning="live">Nothing is known to go wrong</Mark>
        ) : (
          <Mark meaning="trouble">
            {alerts.length === 1 ? '1 thing goes wrong' : `${alerts.length} things go wrong`}
          </Mark>
        )}{' '}
        <span class="quiet">
          {counted.length === 0 ? 'Nobody holds anything.' : counted.map((state) => sayState(state, states)).join(', ')}
        </span>
      </p>
      <ul class="rows">
        {alerts.map((alert) => (
          <li>
            {ALERTS[alert.kind]}, since <Moment at={alert.raisedAt} when={when} /> <About subject={alert.subject} />
          </li>
        ))}
        {tasks.map((task) => (
          <li>
            <a href={`/tasks/${task.id}`}>{TASKS[task.kind]}</a> <Moment at={task.createdAt} when={when} />
          </li>
        ))}
      </ul>
    </>
  );
};

const About: FC<{ subject: string }> = ({ subject }) => {
  const [kind, id = ''] = subject.split(':');
  return kind === 'request' ? (
    <a class="id" href={`/requests/${id}`}>
      {id}
    </a>
  ) : null;
};

function sayState(state: Exclude<HeldState, 'gone'>, states: AppHealth['states']): string {
  return `${states.get(state) ?? 0} ${STATES[state]}`;
}

const STATES = {
  held: 'held and proven',
  giving: 'being given',
  taking: 'being taken back',
  untracked: 'untracked',
} as const;

const ALERTS: { readonly [Kind in Alert['kind']]: string } = {
  watched_sign_up: 'Somebody signed up by themselves',
  leaver_with_account: 'Somebody who has left still has an account',
  new_app: 'An app that nobody knew of',
  untracked_holding: 'Somebody has what nobody asked for here',
  revoke_failing: 'SOMEBODY STILL HAS ACCESS: taking it back fails',
  not_given_in_time: 'Something approved is not given in time',
  request_without_workflow: 'A request had lost its workflow and was started again',
  claim_overdue: 'A lease had ended and was still counted',
};

const TASKS = {
  provision: 'Somebody has to give by hand, asked',
  deprovision: 'Somebody has to take back by hand, asked',
  check_failure: 'Somebody has to look at a failure, asked',
  review_emergency: 'Somebody has to review an emergency, asked',
} as const;
