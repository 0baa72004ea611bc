import { plain, type Plain, type Text } from './text.ts';

export interface Option {
  readonly text: Plain;
  readonly value: string;
  readonly description?: Plain;
  /** Of an overflow menu only. */
  readonly url?: string;
}

export interface Confirm {
  readonly title: Plain;
  readonly text: Text;
  readonly confirm: Plain;
  readonly deny: Plain;
  readonly style?: 'primary' | 'danger';
}

interface Named<Type extends string> {
  readonly type: Type;
  readonly action_id: string;
}

export interface Button extends Named<'button'> {
  readonly text: Plain;
  readonly value?: string;
  readonly url?: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: Confirm;
  readonly accessibility_label?: string;
}

export interface Overflow extends Named<'overflow'> {
  readonly options: readonly Option[];
}

interface Choosing<Type extends string> extends Named<Type> {
  readonly placeholder?: Plain;
  readonly focus_on_load?: boolean;
}

export interface StaticSelect extends Choosing<'static_select'> {
  readonly options: readonly Option[];
  readonly initial_option?: Option;
}

export interface MultiStaticSelect extends Choosing<'multi_static_select'> {
  readonly options: readonly Option[];
  readonly initial_options?: readonly Option[];
  readonly max_selected_items?: number;
}

export interface ExternalSelect extends Choosing<'external_select'> {
  readonly min_query_length: number;
  readonly initial_option?: Option;
}

export interface MultiExternalSelect extends Choosing<'multi_external_select'> {
  readonly min_query_length: number;
  readonly initial_options?: readonly Option[];
  readonly max_selected_items?: number;
}

export interface DatePicker extends Choosing<'datepicker'> {
  /** `2026-11-28` */
  readonly initial_date?: string;
}

export interface TimePicker extends Choosing<'timepicker'> {
  /** `18:00` */
  readonly initial_time?: string;
  readonly timezone?: string;
}

export interface DateTimePicker extends Named<'datetimepicker'> {
  /** In seconds. */
  readonly initial_date_time?: number;
}

export interface PlainTextInput extends Choosing<'plain_text_input'> {
  readonly multiline?: boolean;
  readonly initial_value?: string;
  readonly min_length?: number;
  readonly max_length?: number;
}

export interface Checkboxes extends Named<'checkboxes'> {
  readonly options: readonly Option[];
  readonly initial_options?: readonly Option[];
}

export type Select = StaticSelect | MultiStaticSelect | ExternalSelect | MultiExternalSelect;
export type Picker = DatePicker | TimePicker | DateTimePicker;
export type Element = Button | Overflow | Select | Picker | PlainTextInput | Checkboxes;

type Given<One extends Element> = Omit<One, 'type' | 'action_id' | 'options' | 'text' | 'placeholder'>;
type Held<One extends Element> = Given<One> & { readonly placeholder?: string };

export function option(label: string, value: string, more: { description?: string; url?: string } = {}): Option {
  const { description, url } = more;
  return {
    ...{ text: plain(label), value },
    ...(description === undefined ? {} : { description: plain(description) }),
    ...(url === undefined ? {} : { url }),
  };
}

export function button(label: string, action_id: string, value: string, more: Given<Button> = {}): Button {
  return { type: 'button', action_id, text: plain(label), value, ...more };
}

/** Opens a page; Slack tells of the click all the same. */
export function linkButton(label: string, action_id: string, url: string): Button {
  return { type: 'button', action_id, text: plain(label), url };
}

export function overflow(action_id: string, options: readonly Option[]): Overflow {
  return { type: 'overflow', action_id, options };
}

export function staticSelect(action_id: string, options: readonly Option[], more: Held<StaticSelect> = {}) {
  return { type: 'static_select', action_id, options, ...held(more) } satisfies StaticSelect;
}

export function multiStaticSelect(action_id: string, options: readonly Option[], more: Held<MultiStaticSelect> = {}) {
  return { type: 'multi_static_select', action_id, options, ...held(more) } satisfies MultiStaticSelect;
}

export function externalSelect(action_id: string, more: Held<ExternalSelect>) {
  return { type: 'external_select', action_id, ...held(more) } satisfies ExternalSelect;
}

export function multiExternalSelect(action_id: string, more: Held<MultiExternalSelect>) {
  return { type: 'multi_external_select', action_id, ...held(more) } satisfies MultiExternalSelect;
}

export function datePicker(action_id: string, more: Held<DatePicker> = {}) {
  return { type: 'datepicker', action_id, ...held(more) } satisfies DatePicker;
}

export function timePicker(action_id: string, more: Held<TimePicker> = {}) {
  return { type: 'timepicker', action_id, ...held(more) } satisfies TimePicker;
}

export function dateTimePicker(action_id: string, more: Given<DateTimePicker> = {}): DateTimePicker {
  return { type: 'datetimepicker', action_id, ...more };
}

export function plainTextInput(action_id: string, more: Held<PlainTextInput> = {}) {
  return { type: 'plain_text_input', action_id, ...held(more) } satisfies PlainTextInput;
}

export function checkboxes(action_id: string, options: readonly Option[], more: Given<Checkboxes> = {}): Checkboxes {
  return { type: 'checkboxes', action_id, options, ...more };
}

function held<More extends { readonly placeholder?: string }>({ placeholder, ...more }: More) {
  return { ...more, ...(placeholder === undefined ? {} : { placeholder: plain(placeholder) }) };
}
