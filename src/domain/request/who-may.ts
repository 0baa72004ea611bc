import type { App } from '../catalog/app.ts';
import type { Problem } from '../errors.ts';
import { isAdmin, type Person } from '../people/person.ts';
import type { Request } from './request.ts';

/** Who may say what to a request. Whether its state allows it is another question. */
export const mayNot = {
  cancel: (request: Request, person: Person, reason: string | undefined): Problem | undefined => {
    if (isConcerned(request, person)) return undefined;
    if (!isAdmin(person)) return no('Only who asked, who it is for, and admins can cancel a request.');
    return reason === undefined
      ? { code: 'reason_needed', detail: 'An admin who cancels says why.', field: 'reason' }
      : undefined;
  },
  end: (request: Request, person: Person, app: App): Problem | undefined =>
    isConcerned(request, person) || answersFor(app, person)
      ? undefined
      : no('Only its holder, owners of the app and admins can end it.'),
  retry: (request: Request, person: Person, app: App): Problem | undefined =>
    isConcerned(request, person) || answersFor(app, person)
      ? undefined
      : no('Only who asked, owners of the app and admins can try again.'),
  remind: (request: Request, person: Person): Problem | undefined =>
    isConcerned(request, person) || isAdmin(person) ? undefined : no('Only who asked can send a reminder.'),
  answer: (request: Request, person: Person): Problem | undefined =>
    isConcerned(request, person) ? undefined : no('Only who asked can answer.'),
  ask: (request: Request, person: Person): Problem | undefined => {
    const decides = request.levels.some(({ approvers }) => approvers.some(({ personId }) => personId === person.id));
    return decides || isAdmin(person) ? undefined : no('Only those who decide can ask a question here.');
  },
} as const;

function isConcerned({ requesterId, beneficiaryId }: Request, { id }: Person): boolean {
  return id === requesterId || id === beneficiaryId;
}

function answersFor(app: App, person: Person): boolean {
  return isAdmin(person) || app.ownerIds.includes(person.id);
}

function no(detail: string): Problem {
  return { code: 'not_allowed', detail };
}
