import { type Problem, refused } from '../../domain/errors.ts';
import { isId, type RequestId } from '../../domain/ids.ts';
import type { Request } from '../../domain/request/request.ts';
import { seeRequest, type Viewer } from '../../use-cases/see-requests.ts';
import { type Doing, perform } from './deeds.ts';
import type { Notice } from './notice.ts';

/** As many as one page shows. */
export const MOST_AT_ONCE = 100;

/** The ids of requests that a form or an address names, each once. What is none is left out. */
export function requestIdsIn(words: readonly string[]): readonly RequestId[] {
  const ids = words.filter((word): word is RequestId => isId('request', word));
  return [...new Set(ids)].slice(0, MOST_AT_ONCE);
}

/** Those of them that this person may see. */
export async function seenAmong(
  deps: Doing['deps'],
  viewer: Viewer,
  ids: readonly RequestId[],
): Promise<readonly Request[]> {
  const seen = await Promise.all(ids.map((id) => seeRequest(deps, viewer, id)));
  return seen.flatMap((request) => (request.ok ? [request.value] : []));
}

export interface Became {
  readonly request: Request;
  /** What came of it, unless it was refused. */
  readonly did: Notice | undefined;
  readonly problem: Problem | undefined;
}

/** Without a worker each takes seconds to be told that it is kept: nobody waits for all of them in turn. */
const ABREAST = 10;

/** Each is decided on its own: that one is refused says nothing about the others. */
export async function decideEach(
  requests: readonly Request[],
  decision: 'approve' | 'reject',
  doing: Omit<Doing, 'clickId' | 'id'>,
): Promise<readonly Became[]> {
  const became: Became[] = [];
  for (let at = 0; at < requests.length; at += ABREAST) {
    const few = requests.slice(at, at + ABREAST).map(async (request): Promise<Became> => {
      const did = await perform(decision, { ...doing, id: request.id, typed: clickFor(request, doing) }).catch(
        (error: unknown) => unknownOutcome(error, request, doing),
      );
      return { request, did: did.ok ? did.value : undefined, problem: did.ok ? undefined : did.problem };
    });
    became.push(...(await Promise.all(few)));
  }
  return became;
}

/** What broke for one must not hide what became of the others. */
function unknownOutcome(error: unknown, { id }: Request, { deps }: Pick<Doing, 'deps'>) {
  deps.reportError(error, `/requests/${id}`);
  return refused('not_confirmed', 'Something broke here. It may have been decided: look at it again.');
}

/** One form, and a click of its own for each request. */
function clickFor({ id }: Request, { typed }: Pick<Doing, 'typed'>): Doing['typed'] {
  return { ...typed, click: `${(typed['click'] ?? '').slice(0, 60)} ${id}` };
}
