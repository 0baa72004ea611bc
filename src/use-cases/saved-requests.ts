import { ok, type Result, refused } from '../domain/errors.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Request } from '../domain/request/request.ts';
import { stateOf } from '../domain/request/state.ts';
import type { Clock } from '../ports/environment.ts';
import type { SavedRequest } from '../ports/saved-request-store.ts';
import type { Store } from '../ports/store.ts';
import { listRequests, type Viewer } from './see-requests.ts';

interface Deps {
  readonly store: Pick<Store, 'savedRequests' | 'requests' | 'policy' | 'people' | 'catalog'>;
  readonly clock: Clock;
}

const MOST_LATEST = 3;
const LOOKED_THROUGH = 20;

/** What somebody saved, and what they had lately and have no more, each once. */
export async function askedBefore(deps: Deps, viewer: Viewer) {
  const query = { tab: 'closed', own: true, after: undefined, limit: LOOKED_THROUGH } as const;
  const { personId } = viewer;
  const [saved, own] = await Promise.all([
    personId === undefined ? [] : deps.store.savedRequests.of(personId),
    listRequests(deps, viewer, query),
  ]);
  const over = own.filter((request) => stateOf(request) === 'ended' && request.requesterId === personId);
  const asked = over.filter(({ kind }) => kind === 'request' || kind === 're_raise');
  const once = new Map(asked.toReversed().map((request) => [whatOf(request), request]));
  return { saved, latest: asked.filter((one) => once.get(whatOf(one)) === one).slice(0, MOST_LATEST) };
}

function whatOf({ beneficiaryId, changes }: Request): string {
  return JSON.stringify([beneficiaryId, changes.map(({ op, entitlementId, level }) => [op, entitlementId, level])]);
}

/** More than these nobody finds anything in. */
const MOST = 50;
const LONGEST_NAME = 100;
const LONGEST = 20_000;

/** Keeps a request that is being put together, to be asked for again. */
export async function saveRequest(
  { store, clock }: Deps,
  personId: PersonId,
  { name: typedName, typed }: Pick<SavedRequest, 'name' | 'typed'>,
): Promise<Result<SavedRequest>> {
  const name = typedName.trim();
  if (name === '' || name.length > LONGEST_NAME)
    return refused('malformed', `Give it a name of at most ${LONGEST_NAME} characters.`, { field: 'saveAs' });
  if (JSON.stringify(typed).length > LONGEST)
    return refused('too_large', 'That is too much to be saved. Nothing was.', { field: 'saveAs' });
  const others = (await store.savedRequests.of(personId)).filter((one) => one.name !== name);
  if (others.length >= MOST)
    return refused('malformed', `At most ${MOST} are saved: forget one first.`, { field: 'saveAs' });
  const saved = { personId, name, typed, savedAt: clock.now() };
  await store.savedRequests.keep(saved);
  return ok(saved);
}
