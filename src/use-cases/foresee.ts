import type { Problem, Result } from '../domain/errors.ts';
import type { PersonId } from '../domain/ids.ts';
import { endFrom, startFrom } from '../domain/lease/compare.ts';
import type { Person } from '../domain/people/person.ts';
import { choicesOf } from '../domain/policy/pick-approvers.ts';
import type { RequestWish } from '../domain/request/wish.ts';
import type { Instant } from '../domain/time.ts';
import type { Clock, Ids } from '../ports/environment.ts';
import type { Acting } from './acting.ts';
import type { PrepareDeps, Prepared } from './prepare/prepare-request.ts';
import { previewBundle } from './preview-bundle.ts';

type Deps = PrepareDeps & { readonly clock: Clock; readonly ids: Ids };

/** What asking this of one app would come to. */
export interface ForeseenWish {
  readonly prepared: Prepared | undefined;
  readonly problem: Problem | undefined;
  /** If it were given now. */
  readonly endsAt: Instant | undefined;
  /** Among whom one can choose who decides. */
  readonly choices: readonly Person[];
}

export interface Foreseen {
  /** In the order asked; what is no wish stays the problem that it is. */
  readonly each: readonly ForeseenWish[];
  /** What shows only where all of it is looked at. */
  readonly together: Problem | undefined;
}

/** Everything that people should know before they submit these together. */
export async function foresee(deps: Deps, acting: Acting, wishes: readonly Result<RequestWish>[]): Promise<Foreseen> {
  const inOrder = wishes.flatMap((wish) => (wish.ok ? [wish.value] : []));
  const { results, together } = await previewBundle(deps, acting, inOrder);
  const prepared = wishes.map((wish) => (wish.ok ? results[inOrder.indexOf(wish.value)] : wish));
  return { each: await Promise.all(prepared.map((one) => foreseen(deps, one))), together };
}

async function foreseen(deps: Deps, result: Result<Prepared> | undefined): Promise<ForeseenWish> {
  if (result?.ok !== true) {
    const problem = result?.problem;
    const choices = await peopleIn(deps, problem?.data?.['choices']);
    return { prepared: undefined, problem, endsAt: undefined, choices };
  }
  const { value: prepared } = result;
  const choices = await peopleIn(deps, choicesOf(prepared.request.levels));
  return { prepared, problem: undefined, endsAt: endOf(deps, prepared), choices };
}

function endOf({ clock, calendarOf }: Deps, { request: { lease } }: Prepared): Instant | undefined {
  const granted = lease.granted ?? lease.asked;
  const end = endFrom(granted, startFrom(granted, clock.now()), calendarOf(lease.zone));
  return Number.isFinite(end) ? end : undefined;
}

async function peopleIn({ store }: Deps, choices: unknown): Promise<readonly Person[]> {
  const ids = (Array.isArray(choices) ? choices.flat() : []) as PersonId[];
  if (ids.length === 0) return [];
  return (await store.people.find({ ids })).toSorted((a, b) => a.name.localeCompare(b.name));
}
