import type { SeenHolding } from '../../use-cases/access/see-holdings.ts';
import { type Looking, Page } from './layout.tsx';
import { Holdings } from './parts/holdings.tsx';

export function accessPage(looking: Looking, holdings: readonly SeenHolding[]) {
  const { when, person } = looking;
  return (
    <Page title="My access" looking={looking} wide live>
      <h1>My access</h1>
      <section data-live="holdings">
        {holdings.length === 0 ? (
          <div class="empty">
            <p>You hold nothing that Leasehold knows of. What you ask for and get is here, until it ends.</p>
            <a class="button" href="/requests/new">
              Ask for access
            </a>
          </div>
        ) : (
          <Holdings holdings={holdings} when={when} person={person} />
        )}
      </section>
    </Page>
  );
}
