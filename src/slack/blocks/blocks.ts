import { dotted } from '../../domain/text/dotted.ts';
import type { Button, Element, Overflow, Picker, Select } from './elements.ts';
import { type Mrkdwn, mrkdwn, type Plain, plain } from './text.ts';

export { dotted } from '../../domain/text/dotted.ts';

interface Block<Type extends string> {
  readonly type: Type;
  readonly block_id?: string;
}

export interface Section extends Block<'section'> {
  readonly text: Mrkdwn;
  readonly accessory?: Element;
}

export interface Context extends Block<'context'> {
  readonly elements: readonly Mrkdwn[];
}

export interface Actions extends Block<'actions'> {
  readonly elements: readonly (Button | Overflow | Select | Picker)[];
}

export interface Header extends Block<'header'> {
  readonly text: Plain;
}

export interface Input extends Block<'input'> {
  readonly label: Plain;
  readonly element: Exclude<Element, Button | Overflow>;
  readonly hint?: Plain;
  readonly optional?: boolean;
  readonly dispatch_action?: boolean;
}

export type Divider = Block<'divider'>;
export type AnyBlock = Section | Context | Actions | Header | Input | Divider;

export function section(text: string, accessory?: Element): Section {
  return { type: 'section', text: mrkdwn(text), ...(accessory === undefined ? {} : { accessory }) };
}

/** Small type, one line: its parts are read one after the other, and those with nothing to say are left out. */
export function context(...parts: readonly (string | undefined)[]): Context {
  return { type: 'context', elements: [mrkdwn(dotted(parts))] };
}

/** Slack takes no row without anything in it. */
export function actions(...elements: Actions['elements']): readonly Actions[] {
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

export function header(text: string): Header {
  return { type: 'header', text: plain(text) };
}

export function divider(): Divider {
  return { type: 'divider' };
}

interface Asked extends Pick<Input, 'optional' | 'dispatch_action'> {
  readonly hint?: string;
}

export function input(block_id: string, label: string, element: Input['element'], more: Asked = {}): Input {
  const { hint, ...rest } = more;
  return {
    ...{ type: 'input', block_id, label: plain(label), element, ...rest },
    ...(hint === undefined ? {} : { hint: plain(hint) }),
  };
}
