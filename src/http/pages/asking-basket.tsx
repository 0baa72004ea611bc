import type { FC } from 'hono/jsx';
import type { Asking, Foreseen, Placed } from '../web/asking.ts';
import { entriesOf, pathOf } from '../web/basket.ts';
import { ExtraFields, FieldProblem, Labelled, troubled } from './asking-fields.tsx';
import { Button, Risk } from './asking-things.tsx';
import { Whom } from './asking-whom.tsx';
import type { Looking } from './layout.tsx';
import { LeaseFields } from './parts/lease-fields.tsx';

interface Props {
  readonly asking: Asking;
  readonly problems: readonly Placed[];
  readonly looking: Looking;
}

/** What is asked for, for whom, why and how long. */
export const Basket: FC<Props> = ({ asking, problems, looking: { person, when } }) => {
  const { typed, apps, missing } = asking;
  const isEmpty = entriesOf(typed).length === 0;
  const onlyRemoves = !isEmpty && apps.every(({ things }) => things.every(({ op }) => op === 'remove'));
  const extends_ = apps.some(({ things }) => things.some(({ op }) => op === 'extend'));
  return (
    <>
      <h2 id="basket" tabindex={-1}>
        What is asked for
      </h2>
      <Whom asking={asking} problems={problems} name={person.name} />
      {isEmpty ? <p class="empty">Nothing yet. Find what is needed and add it.</p> : null}
      {apps.map((one) => (
        <OfApp one={one} typed={typed} problems={problems} />
      ))}
      {missing.map((path) => (
        <Missing path={path} />
      ))}
      {isEmpty || onlyRemoves ? null : (
        <LeaseFields
          when={when}
          typed={typed}
          asIs={extends_ ? 'as long as it may be' : 'as long as is allowed'}
          withStart={!extends_}
        />
      )}
      <FieldProblem names={['length', 'from', 'until']} problems={problems} />
      {isEmpty ? null : <Reason apps={apps} typed={typed} problems={problems} isNeeded={!onlyRemoves} />}
    </>
  );
};

interface Of {
  readonly one: Foreseen;
  readonly typed: Asking['typed'];
  readonly problems: readonly Placed[];
}

const OfApp: FC<Of> = ({ one, typed, problems }) => {
  const { app, things, choices } = one;
  const { reason, breakGlass } = app.settings;
  return (
    <fieldset class="panel-box" data-part={app.slug}>
      <legend>
        <bdi>{app.name}</bdi>
      </legend>
      <ul class="rows">
        {things.map((thing) => (
          <Thing thing={thing} typed={typed} problems={problems} />
        ))}
      </ul>
      {reason.list.length === 0 ? null : (
        <Choice
          {...{ name: `code:${app.slug}`, label: 'Kind of reason', none: 'Choose', typed, problems }}
          options={reason.list.map(({ code, text }) => [code, text] as const)}
        />
      )}
      {choices.length === 0 ? null : <Approvers one={one} typed={typed} problems={problems} />}
      {breakGlass === undefined || things.every(({ op }) => op === 'remove') ? null : (
        <label class="check">
          <input
            {...{ type: 'checkbox', name: `emergency:${app.slug}`, id: `emergency:${app.slug}`, value: 'on' }}
            checked={typed[`emergency:${app.slug}`] === 'on'}
          />
          <span>
            It is an emergency: given at once, briefly. Everyone concerned is told, and somebody reviews it afterwards.
          </span>
        </label>
      )}
      <FieldProblem names={[`emergency:${app.slug}`]} problems={problems} />
    </fieldset>
  );
};

const WORDS = { add: '', modify: 'Modify ', remove: 'Remove ', extend: 'Extend ' } as const;

const Thing: FC<{ thing: Foreseen['things'][number] } & Omit<Of, 'one'>> = ({ thing, typed, problems }) => {
  const { entitlement, op, pending, held } = thing;
  const path = pathOf(thing);
  const needsLevel = entitlement.levels.length > 0 && (op === 'add' || op === 'modify');
  return (
    <li data-part={path}>
      <input type="hidden" name={`op:${path}`} value={op} />
      <div class="foot" id={`op:${path}`}>
        <span>
          {WORDS[op]}
          <b>
            <bdi>{entitlement.name}</bdi>
          </b>
          <Risk risk={entitlement.risk} />
        </span>
        <Button thing={thing} verb="drop" word="Take out" />
      </div>
      <FieldProblem names={[`op:${path}`]} problems={problems} />
      {pending === undefined ? null : (
        <p class="hint">
          Asked for already: <a href={`/requests/${pending}`}>{pending}</a>
        </p>
      )}
      {needsLevel ? (
        <Choice
          {...{ name: `level:${path}`, label: 'Level', typed, problems }}
          options={entitlement.levels.map(
            (level) => [level, level === held?.level ? `${level} (now)` : level] as const,
          )}
        />
      ) : null}
      {op === 'remove' ? null : <ExtraFields thing={thing} typed={typed} problems={problems} />}
    </li>
  );
};

interface Options {
  readonly name: string;
  readonly label: string;
  /** What stands there where nothing was chosen. */
  readonly none?: string;
  readonly options: readonly (readonly [string, string])[];
  readonly typed: Asking['typed'];
  readonly problems: readonly Placed[];
}

export const Choice: FC<Options> = ({ name, label, none, options, typed, problems }) => (
  <Labelled name={name} label={label} problems={problems}>
    <select id={name} name={name} {...troubled(name, problems)}>
      {none === undefined ? null : <option value="">{none}</option>}
      {options.map(([value, text]) => (
        <option value={value} selected={typed[name] === value}>
          {text}
        </option>
      ))}
    </select>
  </Labelled>
);

const Approvers: FC<Of> = ({ one: { app, choices }, typed, problems }) => {
  const name = `approver:${app.slug}`;
  return (
    <fieldset id={name} class="approvers">
      <legend>Who shall decide</legend>
      {choices.map(({ id, name: called, title }) => (
        <label class="check">
          <input type="checkbox" name={`${name}:${id}`} value="on" checked={typed[`${name}:${id}`] === 'on'} />
          <span>
            <bdi>{called}</bdi> <span class="quiet">{title}</span>
          </span>
        </label>
      ))}
      <FieldProblem names={[name]} problems={problems} />
    </fieldset>
  );
};

const Missing: FC<{ path: string }> = ({ path }) => (
  <p class="problem" id={`op:${path}`}>
    There is no {path} to ask for any more. <input type="hidden" name={`op:${path}`} value="add" />
    <button type="submit" class="quiet" name="do" value={`drop ${path}`}>
      Take out
    </button>
  </p>
);

interface Why {
  readonly apps: readonly Foreseen[];
  readonly typed: Asking['typed'];
  readonly problems: readonly Placed[];
  readonly isNeeded: boolean;
}

/** One for all; not where each app has a list and nothing else. */
const Reason: FC<Why> = ({ apps, typed, problems, isNeeded }) => {
  const wants = apps.map(({ app: { settings } }) => settings.reason);
  if (wants.length > 0 && wants.every(({ freeText, list }) => freeText === 'off' && list.length > 0)) return <></>;
  const isRequired = isNeeded && wants.some(({ freeText }) => freeText === 'required');
  return (
    <Labelled name="reason" label={isRequired ? 'Reason' : 'Reason, if you like'} problems={problems}>
      <textarea id="reason" name="reason" rows={3} maxlength={4000} dir="auto" {...troubled('reason', problems)}>
        {typed['reason'] ?? ''}
      </textarea>
    </Labelled>
  );
};
