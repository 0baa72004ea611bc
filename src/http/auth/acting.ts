import { type Result, ok, refused } from '../../domain/errors.ts';
import type { Acting } from '../../use-cases/acting.ts';
import type { Caller } from '../../use-cases/authenticate-token.ts';
import type { Author } from '../../use-cases/policy/author.ts';
import type { Viewer } from '../../use-cases/see-requests.ts';

/** Only a person asks and decides: a service has a role, and is nobody. */
export function actingAs(caller: Caller): Result<Acting> {
  if (caller.kind === 'service')
    return refused('not_allowed', 'This token acts for a service. Asking and deciding need the token of a person.');
  const { person, tokenId } = caller;
  return ok({
    person,
    principal: tokenId,
    origin: { actor: { kind: 'person', id: person.id }, surface: 'api', assurance: 'token' },
  });
}

/** A service changes the organisation by its token, a person as themselves. */
export function authorOf(caller: Caller): Author {
  const isPerson = caller.kind === 'person';
  return {
    personId: isPerson ? caller.person.id : undefined,
    roles: isPerson ? caller.person.roles : [caller.role],
    origin: {
      actor: isPerson ? { kind: 'person', id: caller.person.id } : { kind: 'token', id: caller.tokenId },
      surface: 'api',
      assurance: 'token',
    },
  };
}

export function viewing(caller: Caller): Viewer {
  if (caller.kind === 'service') return { personId: undefined, roles: [caller.role] };
  return { personId: caller.person.id, roles: caller.person.roles };
}
