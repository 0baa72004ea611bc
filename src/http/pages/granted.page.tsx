import type { App } from '../../domain/catalog/app.ts';
import type { Granted } from '../web/grant-each.ts';
import { noticeOf } from '../web/notice.ts';
import { type Looking, Page } from './layout.tsx';

/** What came of granting to several people, each on their own. */
export function grantedPage(looking: Looking, app: App, granted: readonly Granted[]) {
  const done = granted.filter(({ problem }) => problem === undefined).length;
  return (
    <Page title="Granted" looking={looking} live>
      <h1>
        Granted to {done} of {granted.length} people
      </h1>
      {done === granted.length ? null : (
        <p class="lead">Whoever is refused below got nothing; the others have theirs.</p>
      )}
      <ul class="rows">
        {granted.map(({ person, request, did, problem }) => (
          <li>
            <b>
              <bdi>{person.name}</bdi>
            </b>
            {': '}
            {problem === undefined ? noticeOf(did) : <span class="refused">{problem.detail}</span>}{' '}
            {request === undefined ? null : (
              <a class="id" href={`/requests/${request}`}>
                {request}
              </a>
            )}
          </li>
        ))}
      </ul>
      <p class="actions">
        <a class="button quiet" href={`/apps/${app.id}`}>
          Back to {app.name}
        </a>
      </p>
    </Page>
  );
}
