import type { FC } from 'hono/jsx';
import type { Problem } from '../../domain/errors.ts';
import type { Request } from '../../domain/request/request.ts';
import { MINUTE } from '../../domain/time.ts';
import type { DecisionLink } from '../../ports/desk-store.ts';
import type { Session } from '../../ports/session-store.ts';
import type { SignInProvider } from '../../ports/sign-in-provider.ts';
import { type Looking, Page } from './layout.tsx';
import { Chip } from './parts/chip.tsx';
import { Flags } from './parts/flags.tsx';
import { Hidden } from './parts/hidden.tsx';
import { Moment } from './parts/moment.tsx';
import { SaidReason, sayLease, Sentence } from './parts/say-request.tsx';

interface Shown {
  readonly link: DecisionLink;
  readonly request: Request;
  readonly problem: Problem | undefined;
  /** Nothing can be approved by it any more. */
  readonly isOver: boolean;
  readonly isFresh: boolean;
  readonly session: Session;
  readonly provider: SignInProvider | undefined;
}

/** An approval that was begun elsewhere, and waits for a fresh sign-in. */
export function decisionLinkPage(looking: Looking, shown: Shown) {
  const { link, request, problem, isOver, isFresh } = shown;
  const { when } = looking;
  return (
    <Page title={`Approve ${request.id}`} looking={looking}>
      <p class="id">{request.id}</p>
      <h1>{isOver ? 'Nothing is left to approve by this link' : 'Approve this request?'}</h1>
      <p class="lead">
        <Sentence request={request} zone={when.zone} />
      </p>
      <p>
        <Chip request={request} when={when} />
        <Flags request={request} />
      </p>
      <SaidReason request={request} />
      {problem === undefined ? null : (
        <p class="problem" role="alert">
          {problem.detail}
        </p>
      )}
      {isOver ? null : <Ready looking={looking} link={link} />}
      {isOver || isFresh ? null : <SignInAgain {...shown} looking={looking} />}
      <form method="post">
        <Hidden csrf={looking.csrf} />
        <div class="actions">
          {isOver || !isFresh ? null : (
            <button type="submit">
              Yes, approve {link.lease === undefined ? 'as is' : sayLease(link.lease, when.zone)}
            </button>
          )}
          <a class="button quiet" href={`/requests/${request.id}`}>
            Open the request
          </a>
        </div>
      </form>
    </Page>
  );
}

/** What will be said and given, as it was chosen where it was begun. */
const Ready: FC<{ looking: Looking; link: DecisionLink }> = ({ looking: { when }, link }) => (
  <dl class="clocks">
    {link.lease === undefined ? null : (
      <>
        <dt>You give it</dt>
        <dd>{sayLease(link.lease, when.zone)}</dd>
      </>
    )}
    {link.comment === undefined ? null : (
      <>
        <dt>Your comment</dt>
        <dd dir="auto">{link.comment}</dd>
      </>
    )}
    <dt>This link</dt>
    <dd>
      is for you alone, good once, and over <Moment at={link.expiresAt} when={when} />
    </dd>
  </dl>
);

const SignInAgain: FC<Shown & { looking: Looking }> = ({ looking, session, provider }) => {
  const isDemo = session.method === 'demo';
  const name = provider?.name ?? 'Your provider';
  if (!isDemo && provider?.provesAnew === false)
    return (
      <p class="hint">
        Approving this needs a fresh sign-in, and {name} does not say when you proved who you are. Somebody who signs in
        otherwise has to approve it; an admin can change how people sign in.
      </p>
    );
  const way = provider === undefined || isDemo ? '/sign-in' : '/sign-in/with';
  return (
    <>
      <p>Approving this needs a sign-in of the last five minutes. It brings you back here.</p>
      {looking.when.now - session.signedInAt < MINUTE ? (
        <p class="hint">
          {name} did not say that you proved who you are when you signed in a moment ago. Where it leaves that out each
          time, somebody who signs in otherwise has to approve this.
        </p>
      ) : null}
      <p>
        <a class="button" href={`${way}?fresh&to=${encodeURIComponent(looking.here)}`}>
          Sign in again to approve
        </a>
      </p>
    </>
  );
};
