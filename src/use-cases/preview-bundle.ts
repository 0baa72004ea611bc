import type { Problem, Result } from '../domain/errors.ts';
import type { RequestWish } from '../domain/request/wish.ts';
import type { Clock, Ids } from '../ports/environment.ts';
import type { Acting } from './acting.ts';
import { blockedTogether } from './prepare/blocked-together.ts';
import type { PrepareDeps, Prepared } from './prepare/prepare-request.ts';
import { previewRequest } from './preview-request.ts';

export interface PreviewedBundle {
  /** In the order asked. */
  readonly results: readonly Result<Prepared>[];
  /** What only shows where all of them are looked at. */
  readonly together: Problem | undefined;
}

/** What submitting these together would come to, without doing it. */
export async function previewBundle(
  deps: PrepareDeps & { readonly clock: Clock; readonly ids: Ids },
  acting: Acting,
  wishes: readonly RequestWish[],
): Promise<PreviewedBundle> {
  const results = await Promise.all(wishes.map((wish) => previewRequest(deps, acting, wish)));
  const together = blockedTogether(results.map((one) => (one.ok ? one.value : undefined)));
  return { results, together };
}
