import type { Applied } from '../../use-cases/policy/apply-policy.ts';
import { type Looking, Page } from './layout.tsx';

/** Applied, and not all of what follows from it could be done. */
export function appliedPage(looking: Looking, { version, notOffboarded }: Applied) {
  return (
    <Page title="Applied, with something left to do" looking={looking}>
      <h1>Version {version} is applied</h1>
      <p class="problem" role="alert">
        These people left by it, and what they hold could not be taken back yet. Applying the same again tries again.
      </p>
      <ul class="rows">
        {notOffboarded.map(({ email, why }) => (
          <li>
            <b>{email}</b> {why}
          </li>
        ))}
      </ul>
      <p>
        <a class="button quiet" href="/policy">
          Policy
        </a>
      </p>
    </Page>
  );
}
