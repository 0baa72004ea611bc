import type { Minted } from '../../use-cases/mint-token.ts';
import { type Looking, Page } from './layout.tsx';
import { absolute } from './parts/moment.tsx';

/** The only time that anybody sees what it says. */
export function tokenMadePage(looking: Looking, { token, text }: Minted) {
  return (
    <Page title="Your token" looking={looking}>
      <h1>
        Token <bdi>{token.name}</bdi>
      </h1>
      <p class="lead">Copy it now. It is shown this once, and kept nowhere.</p>
      <pre>{text}</pre>
      <p>
        May be used to: {token.scopes.join(', ')}. Runs out {absolute(token.expiresAt, looking.when.zone)}.
      </p>
      <p>
        <a class="button quiet" href="/settings">
          Back to settings
        </a>
      </p>
    </Page>
  );
}
