import type { App } from '../catalog/app.ts';
import type { PersonId } from '../ids.ts';
import { isAdmin, type Person } from '../people/person.ts';
import type { Instant } from '../time.ts';

interface Asked {
  readonly app: Pick<App, 'ownerIds'>;
  /** Named before the owners, by e-mail. */
  readonly emails?: readonly string[];
  /** Not these: whose access it is, who refused it already. */
  readonly except: readonly (PersonId | undefined)[];
  readonly now: Instant;
}

/** Who is asked first: those named for it, then the app's owners, then admins; who is away only where all are. */
export function chooseAssignee(
  people: readonly Person[],
  { app, emails = [], except, now }: Asked,
): PersonId | undefined {
  const named = emails.map((email) => people.find((person) => person.email === email.toLowerCase()));
  const owners = app.ownerIds.map((id) => people.find((person) => person.id === id));
  const able = [...named, ...owners, ...people.filter(isAdmin)].filter(
    (person) => person?.status === 'active' && !except.includes(person.id),
  );
  const here = able.find((person) => (person?.outOfOfficeUntil ?? 0) <= now);
  return (here ?? able[0])?.id;
}
