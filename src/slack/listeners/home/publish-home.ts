import { section } from '../../blocks/blocks.ts';
import { home } from '../../blocks/surfaces.ts';
import { homeView } from '../../cards/home.view.ts';
import type { ListenerDeps } from '../deps.ts';
import type { Sender } from '../sender.ts';
import { sendable } from '../send.ts';
import { seenNow, type Talk } from '../talk.ts';
import { loadHome } from './load-home.ts';

interface How {
  readonly page?: number;
  /** What came of what they did; text with markup of ours. */
  readonly notice?: string;
}

/** Home of this person, as it is now. What they did is done, whether Slack shows it or not. */
export async function publishHome(
  { deps, acting, own, userId }: Pick<Talk, 'deps' | 'acting' | 'own' | 'userId'>,
  { page = 1, notice }: How = {},
): Promise<void> {
  await deps.turn();
  const [shown, seen] = await Promise.all([loadHome(deps, acting.person), seenNow(deps)]);
  const view = { ...homeView({ ...shown, page, notice }, seen), private_metadata: String(page) };
  try {
    await own.views.publish({ user_id: userId, view: sendable(view, seen) });
  } catch (error) {
    deps.report(error, 'Home in Slack');
  }
}

/** Where nobody is known: what to do about that. */
export async function publishSentence(
  deps: ListenerDeps,
  { own, userId }: Pick<Sender, 'own' | 'userId'>,
  said: string,
): Promise<void> {
  await own?.views.publish({ user_id: userId, view: sendable(home([section(said)]), deps) });
}

/** Of the view that was pressed on. */
export function pageIn(text: string | undefined): number {
  return /^\d{1,4}$/.test(text ?? '') ? Number(text) : 1;
}
