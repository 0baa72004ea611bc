import type { Child, FC } from 'hono/jsx';
import type { ExtraField } from '../../domain/catalog/entitlement.ts';
import type { Asking, Foreseen, Placed } from '../web/asking.ts';
import { pathOf } from '../web/basket.ts';

interface Field {
  readonly name: string;
  readonly label: string;
  readonly problems: readonly Placed[];
  readonly children: Child;
}

/** A field under its name, with what is wrong with it. */
export const Labelled: FC<Field> = ({ name, label, problems, children }) => (
  <div class="field">
    <label for={name} dir="auto">
      {label}
    </label>
    {children}
    <FieldProblem names={[name]} problems={problems} />
  </div>
);

export function troubled(name: string, problems: readonly Placed[]) {
  return problems.some(({ field }) => field === name)
    ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${name}-problem` }
    : {};
}

export const FieldProblem: FC<{ names: readonly string[]; problems: readonly Placed[] }> = ({ names, problems }) => (
  <>
    {problems
      .filter(({ field }) => names.includes(field))
      .map(({ problem, field }) => (
        <p class="field-problem" id={`${field}-problem`}>
          {problem.detail}
        </p>
      ))}
  </>
);

interface Fields {
  readonly thing: Foreseen['things'][number];
  readonly typed: Asking['typed'];
  readonly problems: readonly Placed[];
}

/** What an entitlement wants to know besides. */
export const ExtraFields: FC<Fields> = ({ thing, typed, problems }) => (
  <>
    {thing.entitlement.fields.map((field) => {
      const name = `field:${pathOf(thing)}:${field.name}`;
      return field.type === 'boolean' ? (
        <label class="check">
          <input type="checkbox" id={name} name={name} value="on" checked={typed[name] === 'on'} />
          <span>{field.title}</span>
        </label>
      ) : (
        <Labelled name={name} label={field.required ? field.title : `${field.title}, if you like`} problems={problems}>
          <Input field={field} name={name} value={typed[name] ?? ''} problems={problems} />
        </Labelled>
      );
    })}
  </>
);

interface One {
  readonly field: ExtraField;
  readonly name: string;
  readonly value: string;
  readonly problems: readonly Placed[];
}

const Input: FC<One> = ({ field: { type, options, maxLength }, name, value, problems }) => {
  const same = { id: name, name, ...troubled(name, problems) };
  if (options === undefined)
    return (
      <input
        {...same}
        value={value}
        inputmode={type === 'number' ? 'decimal' : undefined}
        maxlength={maxLength ?? 1000}
        dir="auto"
      />
    );
  return (
    <select {...same}>
      <option value="">Choose</option>
      {options.map((option) => (
        <option value={option} selected={option === value}>
          {option}
        </option>
      ))}
    </select>
  );
};
