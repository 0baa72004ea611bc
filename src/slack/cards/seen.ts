import type { App } from '../../domain/catalog/app.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Instant } from '../../domain/time.ts';
import { type Action, actionsFor } from '../../use-cases/see-actions.ts';
import { link } from '../blocks/escape.ts';

/** When, in which zone where Slack cannot tell the reader's, and where Leasehold is. */
export interface Seen {
  readonly now: Instant;
  readonly zone: string;
  readonly publicUrl: string;
}

export type Offers = ReadonlySet<Action>;

export const NO_OFFERS: Offers = new Set();

interface Looker {
  readonly person: Person;
  readonly standsFor: readonly PersonId[];
}

/** One card that several people look at, as in a channel, offers what any of them can do: who clicks is checked then. */
export function offersTo(lookers: readonly Looker[], request: Request, app: App, now: Instant): Offers {
  return new Set(lookers.flatMap((looker) => [...actionsFor(request, looker, app, now)]));
}

export function requestUrl({ publicUrl }: Seen, { id }: Pick<Request, 'id'>): string {
  return new URL(`/requests/${id}`, publicUrl).href;
}

export function requestLink(seen: Seen, request: Pick<Request, 'id'>): string {
  return link(requestUrl(seen, request), request.id);
}

/** As it stands at this moment: some of its state follows the clock. */
export function asOf(request: Request, { now }: Seen): Request {
  return { ...request, asOf: now };
}
