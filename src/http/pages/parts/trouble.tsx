import type { FC } from 'hono/jsx';
import type { Problem } from '../../../domain/errors.ts';

interface Props {
  readonly problem: Problem;
  /** Where to come back to after signing in. */
  readonly here: string;
}

/** What happened, what was kept, and what to do. */
export const Trouble: FC<Props> = ({ problem: { code, detail }, here }) => (
  <p class="problem" role="alert">
    {detail}
    {code === 'fresh_sign_in_needed' ? (
      <>
        {' '}
        <a href={`/sign-in?fresh&to=${encodeURIComponent(here)}`}>Sign in again</a> and come back here.
      </>
    ) : null}
  </p>
);
