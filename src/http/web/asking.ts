import type { Problem, Result } from '../../domain/errors.ts';
import type { RequestWish } from '../../domain/request/wish.ts';
import { searchable } from '../../domain/text/searchable.ts';
import type { Acting } from '../../use-cases/acting.ts';
import type { Catalogue, Requestable } from '../../use-cases/access/find-requestable.ts';
import type { ForWhom } from '../../use-cases/access/for-whom.ts';
import { findWish, type NamedWish } from '../../use-cases/find-wish.ts';
import { foresee, type ForeseenWish } from '../../use-cases/foresee.ts';
import type { Typed } from '../auth/typed.ts';
import type { HttpDeps } from '../deps.ts';
import { entriesOf, pathOf } from './basket.ts';
import { type AppThings, asIfReasoned, fieldOf, wishIn } from './basket-wishes.ts';
import { typedLease } from './typed-lease.ts';

/** More than these nobody reads: they search. */
export const MOST_FOUND = 50;

/** A problem, and the field of the form that it is about. */
export interface Placed {
  readonly problem: Problem;
  readonly field: string;
}

/** What asking this of one app would come to. */
export interface Foreseen extends AppThings, Omit<ForeseenWish, 'problem'> {
  readonly problem: Placed | undefined;
}

export interface Asking {
  readonly typed: Typed;
  readonly forWhom: ForWhom;
  readonly found: readonly Requestable[];
  readonly isMore: boolean;
  readonly apps: readonly Foreseen[];
  /** Of the basket that is not there to be asked for. */
  readonly missing: readonly string[];
  /** What shows only where all of it is looked at. */
  readonly together: Problem | undefined;
}

export interface Scene {
  readonly deps: HttpDeps;
  readonly acting: Acting;
  readonly zone: string;
  readonly catalogue: Catalogue;
  readonly forWhom: ForWhom;
}

/** Everything that the page of asking shows of what was typed. */
export async function lookAhead(scene: Scene, typed: Typed): Promise<Asking> {
  const { catalogue, forWhom } = scene;
  const [{ things, isMore }, { apps, missing }] = await Promise.all([
    catalogue.search(searchable(typed['q']), MOST_FOUND),
    basketIn(scene, typed),
  ]);
  return { typed, forWhom, found: things, isMore, missing, ...(await foreseeApps(scene, typed, apps)) };
}

/** What is in the basket, by app. */
export async function basketIn({ catalogue }: Pick<Scene, 'catalogue'>, typed: Typed) {
  const entries = entriesOf(typed);
  const named = await catalogue.named(
    entries.map(({ path }) => {
      const [app = '', entitlement = ''] = path.split('/');
      return { app, entitlement };
    }),
  );
  const found = new Map(named.map((thing) => [pathOf(thing), thing]));
  const things = entries.flatMap(({ path, op }) => {
    const thing = found.get(path);
    return thing === undefined ? [] : [{ ...thing, op }];
  });
  const byApp = Map.groupBy(things, ({ app }) => app.id);
  const apps = [...byApp.values()].flatMap((all) => (all[0] === undefined ? [] : [{ app: all[0].app, things: all }]));
  return { apps, missing: entries.map(({ path }) => path).filter((path) => !found.has(path)) };
}

/** One wish for each app, or the first thing that is wrong with the form. */
export async function wishesOf(
  { deps, acting, zone, forWhom }: Scene,
  typed: Typed,
  apps: readonly AppThings[],
  finish: (wish: NamedWish, of: AppThings) => NamedWish = (wish) => wish,
): Promise<readonly Result<RequestWish>[]> {
  const lease = typedLease(typed, zone, 'endless');
  const wishes = apps.map(async (one): Promise<Result<RequestWish>> => {
    if (!lease.ok) return lease;
    const wish = wishIn(typed, forWhom.person.id, one, lease.value);
    return wish.ok ? findWish(deps.store, acting.person, finish(wish.value, one)) : wish;
  });
  return Promise.all(wishes);
}

async function foreseeApps(scene: Scene, typed: Typed, apps: readonly AppThings[]) {
  const { deps, acting } = scene;
  const wishes = await wishesOf(scene, typed, apps, (wish, { app }) => asIfReasoned(wish, app));
  const { each, together } = await foresee(deps, acting, wishes);
  const seen = apps.map((one, at): Foreseen => {
    const { problem, ...rest } = each[at] ?? NOTHING;
    return { ...one, ...rest, problem: problem === undefined ? undefined : { problem, field: fieldOf(problem, one) } };
  });
  return { apps: seen, together };
}

const NOTHING: ForeseenWish = { prepared: undefined, problem: undefined, endsAt: undefined, choices: [] };

/** Nobody is told off for what they have not come to yet. */
export function isOnlyOpen({ problem, field }: Placed, typed: Typed): boolean {
  if (field.startsWith('approver:')) return problem.code === 'malformed';
  return /^(?:field|code|reason)/.test(field) && (typed[field] ?? '') === '';
}
