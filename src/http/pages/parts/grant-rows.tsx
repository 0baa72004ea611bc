import type { FC } from 'hono/jsx';
import type { Entitlement, ExtraField } from '../../../domain/catalog/entitlement.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Typed } from '../../auth/typed.ts';
import { grantField, isChosen } from '../../web/typed-grant.ts';

interface Thing {
  readonly entitlement: Entitlement;
  readonly taken: number;
  readonly typed: Typed;
  /** Chosen before: only how much of it is asked. */
  readonly isFixed: boolean;
  /** Ask for level and fields here. */
  readonly isWhole: boolean;
}

export const ThingRow: FC<Thing> = ({ entitlement, taken, typed, isFixed, isWhole }) => {
  const { id, name, kind, risk, seats, levels, fields } = entitlement;
  const field = grantField.thing(id);
  const isFull = seats !== undefined && taken >= seats;
  const facts = [kind, `${risk} risk`, ...(seats === undefined ? [] : [saySeatsLeft(seats - taken)])].join(' · ');
  return (
    <li>
      {isFixed ? <input type="hidden" name={field} value="on" /> : null}
      <label class="check">
        {isFixed ? null : (
          <input type="checkbox" name={field} value="on" checked={isChosen(typed, field)} disabled={isFull} />
        )}
        <span>
          <b>
            <bdi>{name}</bdi>
          </b>{' '}
          <span class="quiet">{facts}</span>
        </span>
      </label>
      {isWhole && levels.length > 0 ? <Level id={id} levels={levels} typed={typed} name={name} /> : null}
      {isWhole ? fields.map((one) => <Extra field={one} name={grantField.extra(id, one.name)} typed={typed} />) : null}
    </li>
  );
};

function saySeatsLeft(left: number): string {
  if (left <= 0) return 'no seat left';
  return left === 1 ? '1 seat left' : `${left} seats left`;
}

const Level: FC<{ id: string; levels: readonly string[]; typed: Typed; name: string }> = ({
  id,
  levels,
  typed,
  name,
}) => (
  <label>
    Level of {name}
    <select name={grantField.level(id)}>
      {levels.map((level) => (
        <option value={level} selected={level === typed[grantField.level(id)]}>
          {level}
        </option>
      ))}
    </select>
  </label>
);

const Extra: FC<{ field: ExtraField; name: string; typed: Typed }> = ({ field, name, typed }) => {
  const { title, type, options, maxLength } = field;
  if (type === 'boolean')
    return (
      <label class="check">
        <input type="checkbox" name={name} value="on" checked={isChosen(typed, name)} />
        <span>{title}</span>
      </label>
    );
  return (
    <label>
      {field.required ? title : `${title}, if you like`}
      {options === undefined ? (
        <input
          name={name}
          value={typed[name] ?? ''}
          maxlength={maxLength ?? 1000}
          inputmode={type === 'number' ? 'decimal' : undefined}
        />
      ) : (
        <select name={name}>
          <option value="">Choose</option>
          {options.map((option) => (
            <option value={option} selected={option === typed[name]}>
              {option}
            </option>
          ))}
        </select>
      )}
    </label>
  );
};

export const PersonRow: FC<{ person: Person; typed: Typed }> = ({ person: { id, name, title, email }, typed }) => (
  <li>
    <label class="check">
      <input type="checkbox" name={grantField.person(id)} value="on" checked={isChosen(typed, grantField.person(id))} />
      <span>
        <b>
          <bdi>{name}</bdi>
        </b>{' '}
        <span class="quiet">
          <bdi>{[title, email].filter((word) => word !== '').join(' · ')}</bdi>
        </span>
      </span>
    </label>
  </li>
);
