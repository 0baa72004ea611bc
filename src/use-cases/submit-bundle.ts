import { ok, type Problem, type Result } from '../domain/errors.ts';
import { type BundleId, idFromBytes } from '../domain/ids.ts';
import { canonicalJson } from '../domain/json.ts';
import type { Acting } from './acting.ts';
import { blockedTogether } from './prepare/blocked-together.ts';
import { type Ready, readyToSubmit, type Submission, type SubmitDeps, type Submitted } from './submit-request.ts';

export interface Bundle {
  readonly requests: readonly Pick<Submission, 'wish' | 'hash'>[];
  /** The same key of the same principal by the same door is the same bundle. */
  readonly key?: string | undefined;
}

export interface SubmittedBundle {
  readonly id: BundleId;
  /** In the order asked. Each lives alone from here on: one may have failed at the last moment. */
  readonly results: readonly Result<Submitted>[];
}

/** One person cannot oversee more at once. */
export const MOST_APPS = 20;

/** Several apps at once, one request for each. If any of it is refused, nothing is submitted. */
export async function submitBundle(deps: SubmitDeps, acting: Acting, given: Bundle): Promise<Result<SubmittedBundle>> {
  const wrong = wrongWith(given);
  if (wrong !== undefined) return { ok: false, problem: wrong };
  const bundle = bundleOf(deps, acting, given);
  const ready = await Promise.all(
    given.requests.map((one, at) => readyToSubmit(deps, acting, { ...one, bundle, key: keyOf(given, at) })),
  );
  const problem = firstProblem(ready) ?? blockedTogether(preparedOf(ready));
  // What was half submitted goes on with what is still in order.
  const isNew = ready.every((one) => !one.ok || one.value.prepared !== undefined);
  if (problem !== undefined && isNew) return { ok: false, problem };
  const results = await Promise.all(ready.map(async (one) => (one.ok ? one.value.submit() : one)));
  const failure = firstProblem(results);
  if (failure !== undefined && results.every((one) => !one.ok)) return { ok: false, problem: failure };
  return ok({ id: bundle.id, results });
}

function wrongWith({ requests }: Bundle): Problem | undefined {
  const wrong = (detail: string): Problem => ({ code: 'malformed', detail, field: 'requests' });
  if (requests.length === 0) return wrong('Nothing was asked for.');
  if (requests.length > MOST_APPS) return wrong(`At most ${MOST_APPS} apps at once.`);
  const places = requests.map(({ wish: { appId, beneficiaryId } }) => `${appId} ${beneficiaryId}`);
  const twice = places.findIndex((place, at) => places.indexOf(place) !== at);
  if (twice < 0) return undefined;
  return { ...wrong('One request for each app: put what you want of it together.'), field: `requests.${twice}.app` };
}

function bundleOf(
  { keys, ids }: SubmitDeps,
  { principal, origin }: Acting,
  { requests, key }: Bundle,
): { readonly id: BundleId; readonly hash: string } {
  const hash = keys.sha256(canonicalJson(requests.map(({ wish }) => wish)));
  if (key === undefined) return { id: ids.newId('bundle'), hash };
  const bytes = keys.keyedHash('bundle id', canonicalJson([principal, origin.surface, key]));
  return { id: idFromBytes('bundle', bytes), hash };
}

function keyOf({ key }: Bundle, at: number): string | undefined {
  return key === undefined ? undefined : canonicalJson(['bundle', key, at]);
}

function preparedOf(ready: readonly Result<Ready>[]) {
  return ready.map((one) => (one.ok ? one.value.prepared : undefined));
}

/** With the place of the request that it is about. */
function firstProblem(results: readonly Result<unknown>[]): Problem | undefined {
  for (const [at, result] of results.entries()) {
    if (result.ok) continue;
    const { field, ...problem } = result.problem;
    return { ...problem, field: field === undefined ? `requests.${at}` : `requests.${at}.${field}` };
  }
  return undefined;
}
