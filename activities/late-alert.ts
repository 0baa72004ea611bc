import type { Request } from '../src/domain/request/request.ts';
import { isAwaited, isPastGiveBy } from '../src/domain/request/late.ts';
import type { Ids } from '../src/ports/environment.ts';
import type { WorkStore } from '../src/ports/work-store.ts';

interface Deps {
  readonly work: Pick<WorkStore, 'raiseAlert' | 'endAlert'>;
  readonly ids: Ids;
}

const KIND = 'not_given_in_time';

/** What was approved and should have been there by now, and is not. */
export async function raiseLateAlert({ work, ids }: Deps, request: Request): Promise<void> {
  const { appId: app, beneficiaryId: person, asOf: raisedAt, clocks } = request;
  const data = { app, person, since: clocks.giveBy ?? raisedAt };
  await work.raiseAlert({ id: ids.newId('alert'), kind: KIND, subject: about(request), state: 'open', data, raisedAt });
}

/** It is there now, or nobody wants it any more. */
export async function callOffLateAlert({ work }: Pick<Deps, 'work'>, request: Request): Promise<void> {
  if (isPastGiveBy(request) && !isAwaited(request)) await work.endAlert(KIND, about(request));
}

function about({ id }: Request): string {
  return `request:${id}`;
}
