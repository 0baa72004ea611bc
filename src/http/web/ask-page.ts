import type { Context } from 'hono';
import type { Typed } from '../auth/typed.ts';
import type { InSession } from '../auth/session.ts';
import type { HttpDeps } from '../deps.ts';
import { type Asking, askedPage } from '../pages/asked.page.tsx';
import type { Place } from '../pages/places.ts';
import { newClick } from './click.ts';
import { lookingAt } from './looking.ts';
import { statusOf } from './status-of.ts';

interface Asked extends Omit<Asking, 'here' | 'click'> {
  readonly place: Place;
  readonly typed: Typed;
}

/** The page of a question; after a problem, with what was typed. */
export async function askPage(deps: HttpDeps, c: Context<InSession>, asked: Asked): Promise<Response> {
  const { place, typed, ...asking } = asked;
  const looking = await lookingAt(deps, c, place);
  const click = typed['click'] ?? newClick(deps);
  return c.html(askedPage(looking, { ...asking, click, here: c.req.path }).toString(), statusOf(asked.problem));
}
