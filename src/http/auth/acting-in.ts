import { MINUTE } from '../../domain/time.ts';
import type { Clock } from '../../ports/environment.ts';
import type { Acting } from '../../use-cases/acting.ts';
import type { SignedIn } from '../../use-cases/sessions/see-session.ts';
import type { Viewer } from '../../use-cases/see-requests.ts';

/** How long ago somebody may have proven who they are for what needs a fresh sign-in. What lies ahead is no proof. */
const FRESH = 5 * MINUTE;

/** What somebody does on a page of ours. A key is theirs, whichever browser they use. */
export function actingIn({ person, session }: SignedIn, { clock }: { readonly clock: Clock }): Acting {
  const isFresh = session.provenAt !== undefined && Math.abs(clock.now() - session.provenAt) <= FRESH;
  return {
    person,
    principal: person.id,
    origin: {
      actor: { kind: 'person', id: person.id },
      surface: 'web',
      assurance: isFresh ? 'fresh_sign_in' : 'session',
    },
  };
}

export function viewingIn({ person }: SignedIn): Viewer {
  return { personId: person.id, roles: person.roles };
}
