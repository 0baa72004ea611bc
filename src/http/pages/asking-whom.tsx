import type { FC } from 'hono/jsx';
import type { Asking, Placed } from '../web/asking.ts';
import { Labelled, troubled } from './asking-fields.tsx';

interface Props {
  readonly asking: Asking;
  readonly problems: readonly Placed[];
  /** Of whoever asks. */
  readonly name: string;
}

/** For whom it is. Not shown to those who can ask for nobody else. */
export const Whom: FC<Props> = ({ asking, problems, name }) => {
  const { forWhom } = asking;
  const { reports, isForAnyone, person, problem } = forWhom;
  if (!isForAnyone && reports.length === 0 && problem === undefined) return <></>;
  return (
    <>
      <div class="whom">
        <Labelled name="for" label="For" problems={problems}>
          {isForAnyone ? (
            <Anyone asking={asking} problems={problems} name={name} />
          ) : (
            <Reports asking={asking} problems={problems} name={name} />
          )}
        </Labelled>
        <button type="submit" class="quiet" name="do" value="preview">
          Choose
        </button>
      </div>
      {isChosen(asking) ? (
        <p class="hint">
          For <bdi>{person.name}</bdi>, {person.title}
        </p>
      ) : null}
      <Meant asking={asking} />
    </>
  );
};

function isChosen({ forWhom, typed }: Asking): boolean {
  return forWhom.problem === undefined && (typed['for'] ?? '') !== '';
}

const Anyone: FC<Props> = ({ asking, problems, name }) => {
  const { reports, meant, person } = asking.forWhom;
  return (
    <>
      <input
        {...{ id: 'for', name: 'for', list: 'people', autocomplete: 'off', maxlength: 200 }}
        {...troubled('for', problems)}
        value={isChosen(asking) ? person.email : (asking.typed['for'] ?? '')}
        placeholder={`${name} (yourself), or a name or e-mail`}
      />
      <datalist id="people">
        {[...reports, ...meant].map((one) => (
          <option value={one.email}>{one.name}</option>
        ))}
      </datalist>
    </>
  );
};

const Reports: FC<Props> = ({ asking, problems, name }) => (
  <select id="for" name="for" {...troubled('for', problems)}>
    <option value="">{name} (yourself)</option>
    {asking.forWhom.reports.map((one) => (
      <option value={one.id} selected={isChosen(asking) && one.id === asking.forWhom.person.id}>
        {one.name}
      </option>
    ))}
  </select>
);

/** Who may have been meant by a name that is not an e-mail. */
const Meant: FC<{ asking: Asking }> = ({ asking: { forWhom } }) =>
  forWhom.meant.length === 0 ? (
    <></>
  ) : (
    <p class="actions">
      {forWhom.meant.map((one) => (
        <button type="submit" class="quiet" name="do" value={`for ${one.email}`}>
          <bdi>{one.name}</bdi>
        </button>
      ))}
    </p>
  );
