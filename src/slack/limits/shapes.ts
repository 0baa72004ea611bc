import { PUBLISHED as MOST } from './published.ts';

/** What is held to of one field. `text` and `words` can be shortened, lists too; what is `exact` is right or of no use. */
export type Rule =
  | { readonly is: 'text'; readonly most: number }
  | { readonly is: 'words'; readonly most: number; readonly markup?: true }
  | { readonly is: 'exact'; readonly most: number; readonly like?: RegExp }
  | { readonly is: 'number'; readonly from: number; readonly to: number }
  | { readonly is: 'one'; readonly of: Named | 'element' }
  | {
      readonly is: 'list';
      readonly of: Named | 'element' | 'block' | 'text';
      readonly most: number;
      readonly least: number;
      /** Which field no two of them have alike. */
      readonly differ?: 'action_id' | 'block_id' | 'value';
    };

type Named = 'option' | 'confirm';

export interface Shape {
  readonly fields: { readonly [field: string]: Rule };
  /** Without these it is nothing. */
  readonly needs: readonly string[];
  /** What was chosen beforehand has to be among what there is to choose. */
  readonly chosen?: 'among_options';
}

const text = (most: number): Rule => ({ is: 'text', most });
const exact = (most: number, like?: RegExp): Rule => ({ is: 'exact', most, ...(like === undefined ? {} : { like }) });
const options = (most: number): Rule => ({ is: 'list', of: 'option', most, least: 1, differ: 'value' });
const one = (of: Named | 'element'): Rule => ({ is: 'one', of });

const id = exact(MOST.id);
const block = { block_id: id };
const named = { action_id: id, placeholder: text(MOST.placeholder), confirm: one('confirm') };
const initial_options: Rule = { is: 'list', of: 'option', most: MOST.options, least: 1, differ: 'value' };
const atLeastOne: Rule = { is: 'number', from: 1, to: Number.MAX_SAFE_INTEGER };
const view = { private_metadata: exact(MOST.privateMetadata), callback_id: id, external_id: id };
const blocks = (most: number): Rule => ({ is: 'list', of: 'block', most, least: 0, differ: 'block_id' });

const SURFACES: Shapes = {
  message: {
    fields: { text: { is: 'words', most: MOST.messageText, markup: true }, blocks: blocks(MOST.blocks.message) },
    needs: [],
  },
  modal: {
    fields: {
      ...{ ...view, title: text(MOST.modalTitle), submit: text(MOST.modalButton), close: text(MOST.modalButton) },
      blocks: blocks(MOST.blocks.view),
    },
    needs: ['title', 'blocks'],
  },
  home: { fields: { ...view, blocks: blocks(MOST.blocks.view) }, needs: ['blocks'] },
};

const BLOCKS: Shapes = {
  section: { fields: { ...block, text: text(MOST.text), accessory: one('element') }, needs: ['text'] },
  context: {
    fields: { ...block, elements: { is: 'list', of: 'text', most: MOST.context, least: 1 } },
    needs: ['elements'],
  },
  actions: {
    fields: {
      ...block,
      elements: { is: 'list', of: 'element', most: MOST.actions, least: 1, differ: 'action_id' },
    },
    needs: ['elements'],
  },
  header: { fields: { ...block, text: text(MOST.header) }, needs: ['text'] },
  divider: { fields: block, needs: [] },
  input: {
    fields: { ...block, label: text(MOST.label), hint: text(MOST.hint), element: one('element') },
    needs: ['label', 'element'],
  },
};

const ELEMENTS: Shapes = {
  button: {
    fields: {
      ...{ ...named, text: text(MOST.button), value: exact(MOST.buttonValue), url: exact(MOST.url) },
      accessibility_label: { is: 'words', most: MOST.accessibilityLabel },
    },
    needs: ['action_id', 'text'],
  },
  overflow: { fields: { ...named, options: options(MOST.overflow) }, needs: ['action_id', 'options'] },
  static_select: {
    fields: { ...named, options: options(MOST.options), initial_option: one('option') },
    needs: ['action_id', 'options'],
    chosen: 'among_options',
  },
  multi_static_select: {
    fields: { ...named, options: options(MOST.options), initial_options, max_selected_items: atLeastOne },
    needs: ['action_id', 'options'],
    chosen: 'among_options',
  },
  external_select: { fields: { ...named, initial_option: one('option') }, needs: ['action_id'] },
  multi_external_select: {
    fields: { ...named, initial_options, max_selected_items: atLeastOne },
    needs: ['action_id'],
  },
  datepicker: { fields: { ...named, initial_date: exact(10, /^\d{4}-\d{2}-\d{2}$/) }, needs: ['action_id'] },
  timepicker: {
    fields: { ...named, initial_time: exact(5, /^([01]\d|2[0-3]):[0-5]\d$/) },
    needs: ['action_id'],
  },
  datetimepicker: {
    fields: { ...named, initial_date_time: { is: 'number', from: 1_000_000_000, to: 9_999_999_999 } },
    needs: ['action_id'],
  },
  plain_text_input: {
    fields: {
      ...{ ...named, initial_value: { is: 'words', most: MOST.inputValue } },
      min_length: { is: 'number', from: 0, to: MOST.inputValue },
      max_length: { is: 'number', from: 1, to: MOST.inputValue },
    },
    needs: ['action_id'],
  },
  checkboxes: {
    fields: {
      ...{ ...named, options: options(MOST.checkboxes) },
      initial_options: { is: 'list', of: 'option', most: MOST.checkboxes, least: 1, differ: 'value' },
    },
    needs: ['action_id', 'options'],
    chosen: 'among_options',
  },
};

const PARTS: Shapes = {
  option: {
    fields: {
      ...{ text: text(MOST.option), value: exact(MOST.optionValue) },
      ...{ description: text(MOST.option), url: exact(MOST.url) },
    },
    needs: ['text', 'value'],
  },
  confirm: {
    fields: {
      ...{ title: text(MOST.confirmTitle), text: text(MOST.confirmText) },
      ...{ confirm: text(MOST.confirmButton), deny: text(MOST.confirmButton) },
    },
    needs: ['title', 'text', 'confirm', 'deny'],
  },
};

type Shapes = { readonly [type: string]: Shape };

const SHAPES: { readonly [family: string]: Shapes } = { block: BLOCKS, element: ELEMENTS, surface: SURFACES };

/** A plain object of Slack's, as it is sent. */
export type Node = { readonly [field: string]: unknown };

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What holds for this one; undefined where Slack would not know what it is either. */
export function shapeOf(node: Node, family: 'block' | 'element' | 'surface' | 'option' | 'confirm'): Shape | undefined {
  if (family === 'option' || family === 'confirm') return PARTS[family];
  const type = node['type'] ?? (family === 'surface' ? 'message' : undefined);
  const shapes = SHAPES[family] ?? {};
  return typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
}
