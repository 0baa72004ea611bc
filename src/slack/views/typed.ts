import { harmless } from '../blocks/escape.ts';

/** What stands in the fields of a form, by their names: as little to be trusted as the rest of what is sent. */
export interface Typed {
  readonly [field: string]: string;
}

/** What Slack says of one field; which of it is there depends on what kind of field it is. */
export interface FieldState {
  readonly value?: string | undefined;
  readonly selected_option?: Chosen | undefined;
  readonly selected_options?: readonly Chosen[] | undefined;
  readonly selected_date_time?: number | undefined;
}

interface Chosen {
  readonly value: string;
}

export type ViewState = { readonly [block: string]: { readonly [field: string]: FieldState } };

/** What was chosen stands by its ids, several with a space between them. */
export function typedIn(state: ViewState): Typed {
  const fields = Object.values(state).flatMap((block) => Object.entries(block));
  return Object.fromEntries(fields.map(([field, said]) => [field, textOf(said)]));
}

function textOf({ value, selected_option, selected_options, selected_date_time }: FieldState): string {
  if (selected_options !== undefined) return selected_options.map((one) => one.value).join(' ');
  if (selected_date_time !== undefined) return String(selected_date_time);
  return harmless(selected_option?.value ?? value ?? '');
}

/** The words that stand in a field in which several can be chosen. */
export function wordsIn(typed: Typed, field: string): readonly string[] {
  return [...new Set((typed[field] ?? '').split(' ').filter((word) => word !== ''))];
}

/** Undefined where nothing was said. */
export function saidIn(typed: Typed, field: string): string | undefined {
  const text = (typed[field] ?? '').trim();
  return text === '' ? undefined : text;
}
