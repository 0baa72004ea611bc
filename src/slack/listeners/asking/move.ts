import type { Modal } from '../../blocks/surfaces.ts';
import { FIELDS, MOVES } from '../../views/asking/names.ts';
import type { SentView } from '../payload.ts';
import { updateView } from '../send.ts';
import type { Talk } from '../talk.ts';
import { type Drafted, draftedIn, keep } from './draft.ts';
import { showHow } from './show-how.ts';
import { showLike } from './show-like.ts';
import { showPreview } from './show-preview.ts';
import { showWhat } from './show-what.ts';

interface Move {
  /** What of what was typed has no meaning any more, or another one. */
  readonly typed?: { readonly [field: string]: string };
  readonly show: (talk: Talk, drafted: Drafted) => Promise<Modal>;
}

const NOTHING_CHOSEN = { things: '', all: '' };

/** What changes a form while it is filled in: what else there is to choose, or which step is shown. */
const KNOWN: { readonly [action: string]: Move } = {
  [FIELDS.whom]: { typed: NOTHING_CHOSEN, show: showWhat },
  [FIELDS.app]: { typed: NOTHING_CHOSEN, show: showWhat },
  [FIELDS.person]: { typed: { ...NOTHING_CHOSEN, mode: 'person' }, show: showLike },
  [FIELDS.title]: { typed: { ...NOTHING_CHOSEN, mode: 'title' }, show: showLike },
  [MOVES.likePerson]: { typed: { ...NOTHING_CHOSEN, mode: 'person' }, show: showLike },
  [MOVES.likeTitle]: { typed: { ...NOTHING_CHOSEN, mode: 'title' }, show: showLike },
  [MOVES.custom]: { typed: { ...NOTHING_CHOSEN, mode: '' }, show: showWhat },
  [MOVES.selectAll]: { typed: { all: 'all' }, show: showLike },
  [MOVES.backToWhat]: { show: (talk, drafted) => (drafted.typed['mode'] ? showLike : showWhat)(talk, drafted) },
  [MOVES.backToHow]: { show: showHow },
};

/** Who decides is chosen in the last step, of which the rest hangs on it. */
const APPROVERS = /^approvers\.app_[0-9A-Z]{10}$/;

export function isAskingMove(actionId: string): boolean {
  return Object.hasOwn(KNOWN, actionId) || APPROVERS.test(actionId);
}

export async function moveAsking(talk: Talk, view: SentView, actionId: string): Promise<void> {
  const before = await draftedIn(talk, view);
  const move: Move = KNOWN[actionId] ?? { show: showPreview };
  const drafted = { ...before, typed: { ...before.typed, ...move.typed } };
  await keep(talk, drafted);
  if (await updateView(talk, view, await move.show(talk, drafted))) return;
  // Something else was chosen meanwhile: what counts is what was kept last.
  const latest = await talk.deps.store.drafts.byId(drafted.draft, talk.acting.person.id);
  await updateView(talk, { id: view.id }, await move.show(talk, { ...drafted, ...latest }));
}
