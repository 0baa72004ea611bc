import type { Result } from '../../domain/errors.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { OrganisationDiff } from '../../domain/organisation/diff.ts';
import type { FieldChange } from '../../domain/organisation/field.ts';
import type { Origin } from '../../domain/request/step.ts';
import type { Author } from './author.ts';
import type { PolicyDraft } from './draft-policy.ts';

export interface FollowDeps {
  /** Somebody has left: from now on they can do nothing here, and everything they hold is taken back. */
  readonly offboard: (id: PersonId, origin: Origin) => Promise<Result<unknown>>;
  /** Whoever waits for this person looks again at who decides. */
  readonly directoryChanged: (id: PersonId) => Promise<void>;
}

export interface LeftBehind {
  readonly email: string;
  readonly why: string;
}

/** What others have to be told when the organisation was written. Said again, it does no harm. */
export async function followUp(
  { offboard, directoryChanged }: FollowDeps,
  { origin }: Author,
  { stored, diff }: PolicyDraft,
): Promise<readonly LeftBehind[]> {
  const idOf = new Map(stored.people.map(({ email, id }) => [email, id]));
  const notOffboarded: LeftBehind[] = [];
  for (const { email } of diff.people.removed) {
    const id = idOf.get(email);
    const gone = id === undefined ? undefined : await offboard(id, origin);
    if (gone?.ok === false) notOffboarded.push({ email, why: gone.problem.detail });
  }
  for (const email of losers(diff)) {
    const id = idOf.get(email);
    if (id !== undefined) await directoryChanged(id);
  }
  return notOffboarded;
}

/** Who may decide less than before: by a role, a group, or as an owner. */
function losers({ people, apps, entitlements }: OrganisationDiff): ReadonlySet<string> {
  const owned = [...apps.changed, ...entitlements.changed].flatMap(({ fields }) => fields.flatMap(lost));
  const own = people.changed.filter(({ fields }) => fields.some((change) => lost(change).length > 0));
  return new Set([...owned, ...own.map(({ name }) => name)]);
}

function lost(change: FieldChange): readonly string[] {
  if (change.kind !== 'set') return [];
  return (change.from ?? []).filter((one) => !(change.to ?? []).includes(one));
}
