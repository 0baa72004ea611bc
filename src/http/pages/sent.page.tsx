import type { Request } from '../../domain/request/request.ts';
import { type Looking, Page } from './layout.tsx';
import { RequestTable } from './requests.page.tsx';

/** What was asked for at once; each lives alone from here on. */
export function sentPage(looking: Looking, requests: readonly Request[]) {
  return (
    <Page title="Asked for together" looking={looking} wide live>
      <h1>Asked for together</h1>
      <p class="lead">One request for each app. Each is decided, given and ended by itself.</p>
      <RequestTable requests={requests} when={looking.when} />
      <p class="actions">
        <a class="button quiet" href="/requests">
          All requests
        </a>
      </p>
    </Page>
  );
}
