import type { FC } from 'hono/jsx';
import { sayLength } from '../../../domain/lease/length.ts';
import { USUAL_LENGTHS } from '../../../domain/lease/usual-lengths.ts';
import { localOf } from '../../../time/local.ts';
import type { Typed } from '../../auth/typed.ts';
import type { When } from './moment.tsx';

interface Props {
  readonly when: When;
  readonly typed: Typed;
  /** What leaving it all as it is means. */
  readonly asIs: string;
  readonly withStart?: boolean;
}

/** A length, or an end by date and time; read by `typedLease`. */
export const LeaseFields: FC<Props> = ({ when, typed, asIs, withStart }) => {
  const chosen = typed['length'] ?? '';
  const lengths = chosen === '' || USUAL_LENGTHS.includes(chosen) ? USUAL_LENGTHS : [...USUAL_LENGTHS, chosen];
  return (
    <fieldset class="lease">
      <legend>How long</legend>
      <label>
        For
        <select name="length">
          <option value="">{asIs}</option>
          {lengths.map((length) => (
            <option value={length} selected={length === chosen}>
              {sayLength(length)}
            </option>
          ))}
        </select>
      </label>
      {withStart === true ? <Local name="from" label="From" typed={typed} when={when} /> : null}
      <Local name="until" label="or until" typed={typed} when={when} />
      <p class="hint">Times are in {when.zone}.</p>
    </fieldset>
  );
};

interface Field {
  readonly name: string;
  readonly label: string;
  readonly typed: Typed;
  readonly when: When;
}

const Local: FC<Field> = ({ name, label, typed, when }) => (
  <label>
    {label}
    <input type="datetime-local" name={name} value={typed[name] ?? ''} min={localOf(when.now, when.zone)} />
  </label>
);
