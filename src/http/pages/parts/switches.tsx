import type { FC } from 'hono/jsx';
import type { TakingsPause } from '../../../ports/switches-store.ts';
import type { Settings } from '../../../use-cases/see-settings.ts';
import type { Typed } from '../../auth/typed.ts';
import type { Looking } from '../layout.tsx';
import { Hidden } from './hidden.tsx';
import { absolute, Moment } from './moment.tsx';

interface Props {
  readonly settings: Settings;
  readonly looking: Looking;
  readonly typed: Typed;
}

/** In an emergency: nothing is given, or nothing is taken back for a while. */
export const Switches: FC<Props> = ({ settings: { isAllFrozen, takingsPause }, looking, typed }) => {
  const { csrf, when } = looking;
  const pause = takingsPause !== undefined && takingsPause.until > when.now ? takingsPause : undefined;
  return (
    <>
      {isAllFrozen ? (
        <form method="post" action="/settings/unfreeze" class="actions">
          <Hidden csrf={csrf} />
          <button type="submit">Give again</button>
        </form>
      ) : (
        <form method="post" action="/settings/freeze" class="searching">
          <Hidden csrf={csrf} />
          <label>
            Why, if you like
            <input name="reason" maxlength={4000} dir="auto" value={typed['reason'] ?? ''} />
          </label>
          <button class="quiet" type="submit">
            Give nothing for now
          </button>
        </form>
      )}
      {pause === undefined ? null : <Pause pause={pause} looking={looking} />}
      <form method="post" action="/settings/pause" class="searching">
        <Hidden csrf={csrf} />
        <label>
          Take nothing back until ({when.zone})
          <input type="datetime-local" name="until" required value={typed['until'] ?? ''} />
        </label>
        <button class="quiet" type="submit">
          Pause takings
        </button>
      </form>
      <p class="hint">A pause holds once a second admin says the same, for 7 days at most.</p>
    </>
  );
};

const Pause: FC<{ pause: TakingsPause; looking: Looking }> = ({ pause, looking: { csrf, when, person } }) => {
  const { until, confirmedBy, proposedBy } = pause;
  return (
    <>
      <p class="overdue">
        {confirmedBy === undefined ? 'It is proposed to take nothing back' : 'Nothing is taken back'} until{' '}
        {absolute(until, when.zone)}, which is <Moment at={until} when={when} />.
      </p>
      <div class="actions">
        {confirmedBy !== undefined || proposedBy === person.id ? null : (
          <form method="post" action="/settings/pause">
            <Hidden csrf={csrf} />
            <input type="hidden" name="at" value={String(until)} />
            <button type="submit">Confirm the pause</button>
          </form>
        )}
        <form method="post" action="/settings/resume">
          <Hidden csrf={csrf} />
          <button class="quiet" type="submit">
            {confirmedBy === undefined ? 'Withdraw it' : 'Take back again, now'}
          </button>
        </form>
      </div>
    </>
  );
};
