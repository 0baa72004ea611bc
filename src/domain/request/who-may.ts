import type { App } from '../catalog/app.ts';
import type { Problem } from '../errors.ts';
import type { PersonId } from '../ids.ts';
import type { Person } from '../people/person.ts';
import { type Action, may, relationsThat } from '../people/rights.ts';
import type { Request } from './request.ts';

/** Who may say what to a request. Whether its state allows it is another question. */
export const mayNot = {
  cancel: (request: Request, person: Person, reason: string | undefined): Problem | undefined =>
    no('cancel', request, person, 'Only who asked, who it is for, and admins can cancel a request.') ??
    (reason === undefined && !isConcerned(request, person) ? REASON_NEEDED : undefined),
  end: (request: Request, person: Person, app: App): Problem | undefined =>
    no('end', request, person, 'Only its holder, owners of the app and admins can end it.', app),
  retry: (request: Request, person: Person, app: App): Problem | undefined =>
    no('retry', request, person, 'Only who asked, owners of the app and admins can try again.', app),
  remind: (request: Request, person: Person): Problem | undefined =>
    no('remind', request, person, 'Only who asked can send a reminder.'),
  answer: (request: Request, person: Person): Problem | undefined =>
    no('answer', request, person, 'Only who asked can answer.'),
  /** `standsFor`: for whom the person decides as well, now. */
  ask: (request: Request, person: Person, standsFor: readonly PersonId[]): Problem | undefined =>
    no('ask_question', request, person, 'Only those who decide can ask a question here.', undefined, standsFor),
} as const;

const REASON_NEEDED: Problem = { code: 'reason_needed', detail: 'An admin who cancels says why.', field: 'reason' };

function isConcerned({ requesterId, beneficiaryId }: Request, { id }: Person): boolean {
  return id === requesterId || id === beneficiaryId;
}

function no(
  action: Action,
  request: Request,
  person: Person,
  detail: string,
  app?: App,
  standsFor: readonly PersonId[] = [],
): Problem | undefined {
  const self = isConcerned(request, person);
  const asked = request.levels.flatMap(({ approvers }) => approvers.map(({ personId }) => personId));
  const relations = relationsThat({
    self,
    decider: asked.includes(person.id),
    stand_in: !self && standsFor.some((id) => asked.includes(id)),
    owner: app?.ownerIds.includes(person.id) === true,
  });
  return may(action, person.roles, relations) ? undefined : { code: 'not_allowed', detail };
}
