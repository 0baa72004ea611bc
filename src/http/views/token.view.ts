import type { Token } from '../../ports/token-store.ts';
import { orNull, time } from './moments.ts';

/** Without what it says, which is kept nowhere. */
export function tokenView({ id, name, owner, scopes, createdAt, expiresAt, revokedAt }: Token) {
  const whose = 'personId' in owner ? { person: owner.personId, role: null } : { person: null, role: owner.role };
  const moments = { createdAt: time(createdAt), expiresAt: time(expiresAt), revokedAt: orNull(revokedAt) };
  return { id, name, ...whose, scopes: [...scopes], ...moments };
}
