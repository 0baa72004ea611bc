/** A form as it was sent to Slack. */
export interface SentForm {
  readonly type: string;
  readonly callback_id?: string;
  readonly private_metadata?: string;
  readonly blocks: readonly Node[];
}

interface Node {
  readonly type: string;
  readonly block_id?: string;
  readonly element?: Field;
}

interface Field {
  readonly type: string;
  readonly action_id: string;
  readonly options?: readonly Option[];
  readonly initial_option?: Option;
  readonly initial_options?: readonly Option[];
  readonly initial_value?: string;
}

interface Option {
  readonly value: string;
  readonly text?: { readonly text: string };
}

/** What is typed and chosen, by field; several with a space between them. */
export interface Filled {
  readonly [field: string]: string;
}

/** What a client of Slack sends of a form that is filled in like this; the rest is as it was shown. */
export function stateOf(form: SentForm, filled: Filled): object {
  const blocks = form.blocks.flatMap(({ type, block_id = '', element }) =>
    type === 'input' && element !== undefined
      ? [[block_id, { [element.action_id]: fieldState(element, filled[element.action_id]) }] as const]
      : [],
  );
  return { values: Object.fromEntries(blocks) };
}

function fieldState(element: Field, said: string | undefined): object {
  const { type, initial_option = null, initial_options = [], initial_value = null } = element;
  const chosen = said?.split(' ').map((value) => ({ value }));
  switch (type) {
    case 'plain_text_input':
      return { type, value: said ?? initial_value };
    case 'datetimepicker':
      return { type, selected_date_time: said === undefined ? null : Number(said) };
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return { type, selected_options: chosen ?? initial_options };
    default:
      return { type, selected_option: said === undefined ? initial_option : { value: said } };
  }
}

export function fieldsOf(form: SentForm): readonly string[] {
  return form.blocks.flatMap(({ element }) => (element === undefined ? [] : [element.action_id]));
}

/** What a field offers: by what it is called. */
export function optionsOf(form: SentForm, field: string): { readonly [label: string]: string } {
  const found = form.blocks.find(({ element }) => element?.action_id === field)?.element?.options ?? [];
  return Object.fromEntries(found.map(({ value, text }) => [text?.text ?? '', value]));
}

/** All words of it. */
export function wordsOf(form: object): string {
  return JSON.stringify(form);
}
