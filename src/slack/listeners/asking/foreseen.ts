import { ok, type Problem, type Result, refused } from '../../../domain/errors.ts';
import type { RequestWish } from '../../../domain/request/wish.ts';
import { foresee } from '../../../use-cases/foresee.ts';
import { MOST_APPS } from '../../../use-cases/submit-bundle.ts';
import type { AppThings } from '../../views/asking/how.view.ts';
import type { ForeseenApp } from '../../views/asking/preview.view.ts';
import type { Typed } from '../../views/typed.ts';
import type { Talk } from '../talk.ts';
import { byApp, chosenThings, sceneOf } from './scene.ts';
import { fieldFor, wishesIn } from './wishes.ts';

/** A problem, and the field that it is about. */
export interface Placed {
  readonly problem: Problem;
  readonly field: string | undefined;
}

/** What was typed, as wishes, and what these would come to. */
export interface Looked {
  readonly apps: readonly AppThings[];
  readonly wishes: readonly RequestWish[];
  readonly foreseen: readonly ForeseenApp[];
  /** The first thing in the way, but for a choice that the last step asks for. */
  readonly inTheWay: Placed | undefined;
}

/** What is asked for, or why it cannot be. */
export async function askedIn(talk: Talk, typed: Typed): Promise<Result<Pick<Looked, 'apps' | 'wishes'>>> {
  const scene = await sceneOf(talk, typed);
  if (scene.whom.problem !== undefined) return { ok: false, problem: scene.whom.problem };
  const apps = byApp(await chosenThings(scene, typed));
  if (apps.length > MOST_APPS)
    return refused('too_large', `At most ${MOST_APPS} apps at once: go back and choose fewer.`);
  const wishes = wishesIn(typed, scene.whom.person.id, apps);
  return wishes.ok ? ok({ apps, wishes: wishes.value }) : wishes;
}

export async function lookAhead(talk: Talk, typed: Typed): Promise<Result<Looked>> {
  const asked = await askedIn(talk, typed);
  if (!asked.ok) return asked;
  const { apps, wishes } = asked.value;
  const all = wishes.map((wish) => ok(wish));
  const { each, together } = await foresee(talk.deps, talk.acting, all);
  const foreseen = each.flatMap((one, at): ForeseenApp[] => {
    const app = apps[at]?.app;
    return app === undefined ? [] : [{ ...one, app }];
  });
  const alone = each.flatMap(({ problem }, at): Placed[] => {
    const one = apps[at];
    if (problem === undefined || one === undefined || isChoice(problem)) return [];
    return [{ problem, field: fieldFor(problem, one) }];
  });
  const inTheWay = alone[0] ?? (together === undefined ? undefined : { problem: together, field: undefined });
  return ok({ apps, wishes, foreseen, inTheWay });
}

/** Who decides is chosen once it is known among whom. */
function isChoice({ code, field }: Problem): boolean {
  return field === 'approvers' && code === 'malformed';
}
