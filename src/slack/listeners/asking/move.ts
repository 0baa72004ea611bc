import type { Modal } from '../../blocks/surfaces.ts';
import { FIELDS, MOVES } from '../../views/asking/names.ts';
import type { Typed } from '../../views/typed.ts';
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
  readonly typed?: (before: Typed) => Typed;
  readonly show: (talk: Talk, drafted: Drafted) => Promise<Modal>;
}

function nothingChosen(more: Typed = {}): NonNullable<Move['typed']> {
  return () => ({ things: '', all: '', ...more });
}

/** Slack keeps what was ticked in a field for as long as it has the same name: it gets another one each time. */
function allChosen({ all = '' }: Typed): Typed {
  return { all: String(Number(all) + 1) };
}

/** What changes a form while it is filled in: what else there is to choose, or which step is shown. */
const KNOWN: { readonly [action: string]: Move } = {
  [FIELDS.whom]: { typed: nothingChosen(), show: showWhat },
  [FIELDS.app]: { typed: nothingChosen(), show: showWhat },
  [FIELDS.person]: { typed: nothingChosen({ mode: 'person' }), show: showLike },
  [FIELDS.title]: { typed: nothingChosen({ mode: 'title' }), show: showLike },
  [MOVES.likePerson]: { typed: nothingChosen({ mode: 'person' }), show: showLike },
  [MOVES.likeTitle]: { typed: nothingChosen({ mode: 'title' }), show: showLike },
  [MOVES.custom]: { typed: nothingChosen({ mode: '' }), show: showWhat },
  [MOVES.selectAll]: { typed: allChosen, show: showLike },
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
  const drafted = { ...before, typed: { ...before.typed, ...move.typed?.(before.typed) } };
  await keep(talk, drafted);
  if (await updateView(talk, view, await move.show(talk, drafted))) return;
  // Something else was chosen meanwhile: what counts is what was kept last.
  const latest = await talk.deps.store.drafts.byId(drafted.draft, talk.acting.person.id);
  await updateView(talk, { id: view.id }, await move.show(talk, { ...drafted, ...latest }));
}
