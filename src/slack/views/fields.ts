import { sayLength } from '../../domain/lease/length.ts';
import { USUAL_LENGTHS } from '../../domain/lease/usual-lengths.ts';
import { type AnyBlock, type Input, input } from '../blocks/blocks.ts';
import { dateTimePicker, option, type Option, plainTextInput, staticSelect } from '../blocks/elements.ts';
import { cut } from '../limits/cut.ts';
import { PUBLISHED } from '../limits/published.ts';
import type { Typed } from './typed.ts';

interface TextField {
  readonly field: string;
  readonly label: string;
  readonly isNeeded?: boolean;
  readonly isShort?: boolean;
  readonly most?: number;
  readonly hint?: string;
}

export function textField(typed: Typed, { field, label, isNeeded, isShort, most, hint }: TextField): Input {
  const max_length = Math.min(most ?? PUBLISHED.inputValue, PUBLISHED.inputValue);
  const said = cut(typed[field] ?? '', max_length);
  const element = plainTextInput(field, {
    ...{ multiline: isShort !== true, max_length },
    ...(said === '' ? {} : { initial_value: said }),
  });
  return input(field, label, element, { optional: isNeeded !== true, ...(hint === undefined ? {} : { hint }) });
}

interface Choice {
  readonly field: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly placeholder?: string;
  readonly isNeeded?: boolean;
  readonly hint?: string;
}

/** One of these; as it was chosen before, if that is still there to choose. */
export function choiceField(typed: Typed, { field, label, options, placeholder, isNeeded, hint }: Choice): Input {
  const initial_option = options.find(({ value }) => value === typed[field]);
  const more = {
    ...(initial_option === undefined ? {} : { initial_option }),
    ...(placeholder === undefined ? {} : { placeholder }),
  };
  const asked = { optional: isNeeded !== true, ...(hint === undefined ? {} : { hint }) };
  return input(field, label, staticSelect(field, options, more), asked);
}

interface LeaseOptions {
  /** What the length is of. */
  readonly label?: string;
  /** What leaving it all as it is means; absent: something has to be chosen. */
  readonly asIs?: string;
  readonly mayBeEndless?: boolean;
  readonly withStart?: boolean;
}

/** A length, or an end by date and time; read by `chosenLease`. */
export function leaseFields(
  typed: Typed,
  { label = 'How long', asIs, mayBeEndless, withStart }: LeaseOptions,
): readonly AnyBlock[] {
  const options = [
    ...(asIs === undefined ? [] : [option(asIs, 'as_is')]),
    ...USUAL_LENGTHS.map((length) => option(sayLength(length), length)),
    ...(mayBeEndless === true ? [option('without an end', 'none')] : []),
  ];
  return [
    choiceField({ length: 'as_is', ...typed }, { field: 'length', label, options, placeholder: 'Choose' }),
    ...(withStart === true ? [momentField(typed, 'from', 'From', 'Empty: as soon as it is given')] : []),
    momentField(typed, 'until', 'Or until', 'If this is set, it counts, and the length does not'),
  ];
}

function momentField(typed: Typed, field: string, label: string, hint: string): Input {
  const seconds = Number(typed[field] ?? '');
  const isMoment = Number.isInteger(seconds) && seconds >= 1_000_000_000 && seconds <= 9_999_999_999;
  const element = dateTimePicker(field, isMoment ? { initial_date_time: seconds } : {});
  return input(field, label, element, { optional: true, hint });
}
