import { type Input, input } from '../../blocks/blocks.ts';
import { checkboxes, multiExternalSelect, multiStaticSelect, type Option } from '../../blocks/elements.ts';
import { PUBLISHED } from '../../limits/published.ts';
import { FIELDS } from './names.ts';

/** One request changes no more. */
export const MOST_THINGS = 50;

interface Things {
  /** Of what these are: fields that offer something else are others. */
  readonly scope: string;
  readonly options: readonly Option[];
  /** There is more than these: it is searched for. */
  readonly isMore: boolean;
  readonly chosen: readonly Option[];
  readonly label: string;
}

/** Boxes to tick where they are few, a menu where they are not, and a search where not even that would hold them. */
export function thingsField({ scope, options, isMore, chosen, label }: Things): Input {
  const block = `${FIELDS.things}.${scope}`;
  const known = new Set(options.map(({ value }) => value));
  const ticked = isMore ? chosen : chosen.filter(({ value }) => known.has(value));
  const initial = ticked.length === 0 ? {} : { initial_options: ticked };
  const several = { ...initial, placeholder: 'Choose one or several', max_selected_items: MOST_THINGS };
  if (isMore) return input(block, label, multiExternalSelect(FIELDS.things, { ...several, min_query_length: 0 }));
  return options.length <= PUBLISHED.checkboxes
    ? input(block, label, checkboxes(FIELDS.things, options, initial))
    : input(block, label, multiStaticSelect(FIELDS.things, options, several));
}
