import { actions, type AnyBlock, context, section } from '../../blocks/blocks.ts';
import { button, type Option } from '../../blocks/elements.ts';
import { modal, type Modal } from '../../blocks/surfaces.ts';
import { refusalBlocks } from '../deed.view.ts';
import { ASKING_TITLE, FIELDS, MOVES, STEPS } from './names.ts';
import { MOST_THINGS, thingsField } from './things-field.ts';
import { type Choosable, chooser } from './what.view.ts';

export interface Like {
  readonly draft: string;
  readonly kind: 'person' | 'title';
  readonly models: Choosable & { readonly chosen: Option | undefined };
  /** What they have and one does not; undefined until somebody is chosen. */
  readonly theirs: Theirs | undefined;
  readonly refusal?: string | undefined;
}

interface Theirs {
  /** Of which model, and how often all of it was chosen: a field that offers something else is another. */
  readonly scope: string;
  readonly options: readonly Option[];
  readonly chosen: readonly Option[];
  /** How many there are in all. */
  readonly all: number;
}

/** Instead of the first step: what somebody else has, or what belongs to a title, to choose from. */
export function likeView({ draft, kind, models, theirs, refusal }: Like): Modal {
  const label = kind === 'person' ? 'Whose access' : 'Which job title';
  const others =
    kind === 'person'
      ? button('Access like a job title', MOVES.likeTitle, draft)
      : button('Access like a person', MOVES.likePerson, draft);
  const blocks: readonly AnyBlock[] = [
    ...refusalBlocks(refusal),
    chooser(kind === 'person' ? FIELDS.person : FIELDS.title, label, models),
    ...(theirs === undefined ? [] : offered(theirs, draft)),
    ...actions(others, button('Custom', MOVES.custom, draft)),
  ];
  return modal(ASKING_TITLE, blocks, {
    ...{ submit: 'Next', close: 'Close', callback_id: STEPS.like, private_metadata: draft },
  });
}

function offered({ scope, options, chosen, all }: Theirs, draft: string): readonly AnyBlock[] {
  if (options.length === 0) return [section('There is nothing of it that you do not have and can ask for.')];
  const field = thingsField({ scope, options, isMore: false, chosen, label: 'What of it' });
  const some = all > options.length ? `the ${options.length} most common of ${all}` : undefined;
  const most = options.length > MOST_THINGS ? `at most ${MOST_THINGS} of them at once` : undefined;
  return [
    field,
    ...(most === undefined ? [] : [context(some, most)]),
    ...actions(button('Select all', MOVES.selectAll, draft)),
  ];
}
