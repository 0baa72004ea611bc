import type { Context } from 'hono';
import type { Problem } from '../../domain/errors.ts';
import type { InSession } from '../auth/session.ts';
import type { HttpDeps } from '../deps.ts';
import { gone } from '../pages/gone.page.tsx';
import type { Place } from '../pages/places.ts';
import { problems } from '../problems.ts';
import { lookingAt } from './looking.ts';

/** The page of what is not there, or not for this person. */
export async function gonePage(
  deps: HttpDeps,
  c: Context<InSession>,
  place: Place,
  problem: Problem,
): Promise<Response> {
  return c.html(gone(await lookingAt(deps, c, place), problem).toString(), problems[problem.code][0]);
}
