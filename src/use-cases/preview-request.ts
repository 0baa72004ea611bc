import type { Result } from '../domain/errors.ts';
import type { RequestWish } from '../domain/request/wish.ts';
import type { Clock, Ids } from '../ports/environment.ts';
import type { Acting } from './acting.ts';
import { type PrepareDeps, type Prepared, prepareRequest } from './prepare/prepare-request.ts';

/** What submitting this would come to, without doing it. */
export function previewRequest(
  deps: PrepareDeps & { readonly clock: Clock; readonly ids: Ids },
  acting: Acting,
  wish: RequestWish,
): Promise<Result<Prepared>> {
  return prepareRequest(deps, acting, wish, { id: deps.ids.newId('request'), now: deps.clock.now(), kind: 'request' });
}
