import type { FC } from 'hono/jsx';
import type { Session } from '../../../ports/session-store.ts';
import { Hidden } from './hidden.tsx';
import { Moment, type When } from './moment.tsx';
import { sayBrowser } from './say-browser.ts';

interface Props {
  readonly sessions: readonly Session[];
  readonly current: string;
  readonly csrf: string;
  readonly when: When;
}

export const Sessions: FC<Props> = ({ sessions, current, csrf, when }) => (
  <>
    <ul class="rows sessions">
      {sessions.map(({ id, agent, signedInAt, expiresAt }) => (
        <li class="foot">
          <span>
            <bdi title={agent}>{sayBrowser(agent)}</bdi>{' '}
            <span class="quiet">
              signed in <Moment at={signedInAt} when={when} />, good until <Moment at={expiresAt} when={when} />
            </span>
            {id === current ? <span class="badge">this browser</span> : null}
          </span>
          {id === current ? null : (
            <form method="post" action={`/settings/sessions/${id}/end`}>
              <Hidden csrf={csrf} />
              <button class="quiet" type="submit">
                Sign out there
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
    {sessions.some(({ id, provenAt }) => id === current && provenAt === undefined) ? (
      <p class="hint">
        This sign-in does not say when you proved who you are. What needs a fresh one asks you to sign in again; where
        your provider leaves it out even then, that cannot be approved from here.
      </p>
    ) : null}
    <div class="actions">
      <form method="post" action="/sign-out">
        <Hidden csrf={csrf} />
        <button class="quiet" type="submit">
          Sign out here
        </button>
      </form>
      <form method="post" action="/sign-out">
        <Hidden csrf={csrf} />
        <button class="quiet" name="everywhere" value="yes" type="submit">
          Sign out everywhere
        </button>
      </form>
    </div>
  </>
);
