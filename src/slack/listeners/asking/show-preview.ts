import type { Modal } from '../../blocks/surfaces.ts';
import { previewView } from '../../views/asking/preview.view.ts';
import { sayRefusal } from '../say-refusal.ts';
import type { Talk } from '../talk.ts';
import type { Drafted } from './draft.ts';
import { lookAhead } from './foreseen.ts';
import { showHow } from './show-how.ts';

/** The last step, as it is at this moment; the one before where what was typed comes to nothing. */
export async function showPreview(talk: Talk, drafted: Drafted, refusal?: string): Promise<Modal> {
  const { draft, typed } = drafted;
  const looked = await lookAhead(talk, typed);
  if (!looked.ok) return showHow(talk, drafted, sayRefusal(looked.problem));
  const { foreseen, inTheWay } = looked.value;
  const said = refusal ?? (inTheWay === undefined ? undefined : sayRefusal(inTheWay.problem));
  return previewView({ draft, apps: foreseen, typed, refusal: said }, talk.seen);
}
