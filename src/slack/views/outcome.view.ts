import { actions, type AnyBlock, section } from '../blocks/blocks.ts';
import { linkButton } from '../blocks/elements.ts';
import { modal, type Modal } from '../blocks/surfaces.ts';
import { ACTION_IDS } from '../cards/action-ids.ts';

/** A page of ours to go on with. */
export interface Onward {
  readonly label: string;
  readonly url: string;
}

/** What came of it; `said` is text with markup of ours. */
export interface Outcome {
  readonly said: string;
  readonly onward?: Onward | undefined;
}

export function outcomeBlocks({ said, onward }: Outcome): readonly AnyBlock[] {
  const further = onward === undefined ? [] : [linkButton(onward.label, ACTION_IDS.open, onward.url)];
  return [section(said), ...actions(...further)];
}

/** Where a form was, once it is sent and answered. */
export function outcomeView(title: string, outcome: Outcome): Modal {
  return modal(title, outcomeBlocks(outcome), { close: 'Done' });
}

export function sendingView(title: string): Modal {
  return modal(title, [section('⏳ Sending…')], { close: 'Close' });
}
