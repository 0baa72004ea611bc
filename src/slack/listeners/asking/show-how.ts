import type { Modal } from '../../blocks/surfaces.ts';
import { howView } from '../../views/asking/how.view.ts';
import type { Talk } from '../talk.ts';
import type { Drafted } from './draft.ts';
import { byApp, chosenThings, sceneOf } from './scene.ts';

/** The second step, as it is for what was typed so far. */
export async function showHow(talk: Talk, { draft, typed }: Drafted, refusal?: string): Promise<Modal> {
  const apps = byApp(await chosenThings(await sceneOf(talk, typed), typed));
  return howView({ draft, apps, typed, zone: talk.seen.zone, refusal });
}
