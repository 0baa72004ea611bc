import type { Person } from '../../domain/people/person.ts';
import { localOf } from '../../time/local.ts';
import type { Typed } from '../auth/typed.ts';
import type { Asking } from './asked.page.tsx';
import { absolute, type When } from './parts/moment.tsx';

type Question = Omit<Asking, 'here' | 'click' | 'problem'>;

/** What will happen is said before it does. */
export function offboardQuestion({ id, name }: Person, holds: number): Question {
  return {
    question: `Has ${name} left?`,
    lead: (
      <>
        <p>From now on they can do nothing here: they are signed out, and their tokens stop working.</p>
        <p>
          {holds === 0
            ? 'They hold nothing that Leasehold knows of.'
            : `Everything they hold is taken back, ${holds} in all, and Leasehold looks until each is proven gone.`}{' '}
          What they asked for is called off, and their accounts are suspended where the app can do that.
        </p>
        <p>This is not undone by a click: what they had has to be asked for again.</p>
      </>
    ),
    button: 'Offboard them now',
    isDanger: true,
    back: `/people/${id}`,
  };
}

export function awayQuestion(person: Person, typed: Typed, when: When): Question {
  const until = person.outOfOfficeUntil;
  const isAway = until !== undefined && until > when.now;
  return {
    question: isAway ? `${person.name} is away until ${absolute(until, when.zone)}` : 'Out of office',
    lead: (
      <p>
        Who is away is not asked to decide as long as others can. A stand-in decides for them; name one as well if
        nobody else could.
      </p>
    ),
    fields: <Moment name="until" label="Away until; empty: here again" typed={typed} when={when} />,
    button: 'Save',
    back: `/people/${person.id}`,
  };
}

export function forgetQuestion({ id, name, email }: Person): Question {
  return {
    question: `Forget how ${name} signs in?`,
    lead: (
      <p>
        They are signed out everywhere. Whoever signs in next with the address <bdi>{email}</bdi> is them from then on:
        for when their account at the provider was made anew, and not for when their address was given to somebody else.
      </p>
    ),
    fields: <></>,
    button: 'Forget it',
    isDanger: true,
    back: `/people/${id}`,
  };
}

export function delegateQuestion({ id, name }: Person, people: readonly Person[], typed: Typed, when: When): Question {
  return {
    question: `Who stands in for ${name}?`,
    lead: <p>Until then they can decide what waits for {name} as well. It is written down who did.</p>,
    fields: (
      <>
        <label>
          Name or e-mail
          <input name="to" value={typed['to'] ?? ''} list="people" required maxlength={254} autocomplete="off" />
        </label>
        <datalist id="people">
          {people
            .filter((one) => one.id !== id)
            .map((one) => (
              <option value={one.email}>{one.name}</option>
            ))}
        </datalist>
        <Moment name="from" label="From; empty: now" typed={typed} when={when} />
        <Moment name="until" label="Until" typed={typed} when={when} isNeeded />
      </>
    ),
    button: 'Let them stand in',
    back: `/people/${id}`,
  };
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly typed: Typed;
  readonly when: When;
  readonly isNeeded?: boolean;
}

function Moment({ name, label, typed, when, isNeeded }: Field) {
  return (
    <label>
      {label} <span class="quiet">({when.zone})</span>
      <input
        type="datetime-local"
        name={name}
        value={typed[name] ?? ''}
        min={localOf(when.now, when.zone)}
        required={isNeeded === true}
      />
    </label>
  );
}
