import type { AppId } from '../../../domain/ids.ts';
import { actions, type AnyBlock, type Input, input, section } from '../../blocks/blocks.ts';
import { button, externalSelect, type Option, staticSelect } from '../../blocks/elements.ts';
import { modal, type Modal } from '../../blocks/surfaces.ts';
import { refusalBlocks } from '../deed.view.ts';
import { ASKING_TITLE, FIELDS, MOVES, STEPS } from './names.ts';
import { thingsField } from './things-field.ts';

/** Some of all there is, or all of it. */
export interface Choosable {
  readonly options: readonly Option[];
  readonly isMore: boolean;
}

export interface What {
  readonly draft: string;
  /** For whom it can be; absent where it can only be for oneself. */
  readonly people: (Choosable & { readonly chosen: Option | undefined }) | undefined;
  readonly apps: Choosable & { readonly chosen: Option | undefined };
  /** Of the app that was chosen. */
  readonly things: (Choosable & { readonly app: AppId; readonly chosen: readonly Option[] }) | undefined;
  /** Text with markup of ours. */
  readonly note?: string | undefined;
  readonly refusal?: string | undefined;
}

/** The first step: of which app, and what of it. */
export function whatView(what: What): Modal {
  const { draft, people, apps, things, note, refusal } = what;
  const blocks: readonly AnyBlock[] = [
    ...refusalBlocks(refusal),
    ...(note === undefined ? [] : [section(note)]),
    ...(people === undefined ? [] : [whom(people)]),
    chooser(FIELDS.app, 'App', apps),
    ...(things === undefined ? [] : wanted(things)),
    ...actions(
      button('Access like a person', MOVES.likePerson, draft),
      button('Access like a job title', MOVES.likeTitle, draft),
    ),
  ];
  return modal(ASKING_TITLE, blocks, {
    ...{ submit: 'Next', close: 'Close', callback_id: STEPS.what, private_metadata: draft },
  });
}

function whom(people: NonNullable<What['people']>): Input {
  return chooser(FIELDS.whom, 'For whom', people, { placeholder: 'Yourself', optional: true });
}

function wanted({ app, options, isMore, chosen }: NonNullable<What['things']>): readonly AnyBlock[] {
  if (options.length === 0 && !isMore) return [section('Nothing of this app can be asked for.')];
  return [thingsField({ scope: app, options, isMore, chosen, label: 'What of it' })];
}

interface Asked {
  readonly placeholder?: string;
  readonly optional?: boolean;
}

/** One of these, which changes what else there is to choose; where there are too many, it is searched for. */
export function chooser(
  field: string,
  label: string,
  { options, isMore, chosen }: Choosable & { readonly chosen: Option | undefined },
  { placeholder = 'Choose', optional = false }: Asked = {},
): Input {
  const isSearched = isMore || options.length === 0;
  const isThere = isSearched || options.some(({ value }) => value === chosen?.value);
  const more = { placeholder, ...(chosen === undefined || !isThere ? {} : { initial_option: chosen }) };
  const element = isSearched
    ? externalSelect(field, { ...more, min_query_length: 0 })
    : staticSelect(field, options, more);
  return input(field, label, element, { optional, dispatch_action: true });
}
