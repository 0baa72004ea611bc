import type { Problem } from '../../domain/errors.ts';
import type { PersonEntry } from '../../domain/organisation/organisation.ts';
import type { OrganisationChanges } from '../../ports/organisation-changes.ts';
import type { Author } from './author.ts';
import type { PolicyDraft } from './draft-policy.ts';
import { heldElsewhere, takenPlace } from './places.ts';

/** Why a file that is right in itself cannot be applied to what is there; the first reason. */
export async function obstacleTo(
  draft: PolicyDraft,
  author: Author,
  organisation: Pick<OrganisationChanges, 'holders'>,
): Promise<Problem | undefined> {
  return nobodyLeft(draft) ?? oneself(draft, author) ?? takenPlace(draft) ?? (await heldElsewhere(draft, organisation));
}

/** Nobody could ever apply another file. */
function nobodyLeft({ before, after }: PolicyDraft): Problem | undefined {
  const rules = ({ status, roles }: PersonEntry) => status === 'active' && roles.includes('super_admin');
  if (!before.people.some(rules) || after.people.some(rules)) return undefined;
  return { code: 'invalid_file', detail: 'After this nobody would be super admin any more. Nothing was changed.' };
}

function oneself({ stored, diff }: PolicyDraft, { personId }: Author): Problem | undefined {
  const own = stored.people.find(({ id }) => id === personId)?.email;
  if (!diff.people.removed.some(({ email }) => email === own)) return undefined;
  const detail = `${own} is you, and would be offboarded: another admin has to say that you have left. Nothing was changed.`;
  return { code: 'not_allowed', detail };
}
