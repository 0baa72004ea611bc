import type { Child, FC } from 'hono/jsx';
import type { App } from '../../domain/catalog/app.ts';
import type { Problem } from '../../domain/errors.ts';
import type { Person } from '../../domain/people/person.ts';
import type { GrantablePeople, GrantableThings } from '../../use-cases/grant-choices.ts';
import type { Typed } from '../auth/typed.ts';
import { type Looking, Page } from './layout.tsx';
import { PersonRow, ThingRow } from './parts/grant-rows.tsx';
import { Hidden } from './parts/hidden.tsx';
import { LeaseFields } from './parts/lease-fields.tsx';
import { Trouble } from './parts/trouble.tsx';
import { Text } from './questions.tsx';

export interface Granting extends GrantableThings {
  readonly app: App;
  /** To whom: one person who is known, or some of those who can be chosen. */
  readonly to: Person | GrantablePeople;
  readonly q: string;
  readonly typed: Typed;
  readonly click: string;
  readonly here: string;
  readonly problem?: Problem | undefined;
}

/** In which app; from the page of a person. */
export function grantAppPage(looking: Looking, to: Person, apps: readonly App[]) {
  return (
    <Page title="Grant access" looking={looking}>
      <h1>
        In which app does <bdi>{to.name}</bdi> get access?
      </h1>
      {apps.length === 0 ? <p class="empty">There are no apps yet.</p> : null}
      <ul class="rows">
        {apps.map(({ id, name, description }) => (
          <li>
            <a href={`/people/${to.id}/grant?app=${id}`}>
              <bdi>{name}</bdi>
            </a>{' '}
            <span class="quiet" dir="auto">
              {description}
            </span>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** What is granted; from the page of an app, before it is asked to whom. */
export function grantThingsPage(
  looking: Looking,
  { app, things, seatsTaken }: GrantableThings & { readonly app: App },
) {
  return (
    <Page title="Grant access" looking={looking}>
      <h1>
        What is granted in <bdi>{app.name}</bdi>?
      </h1>
      <p class="lead">Whoever has any of it already is not offered next.</p>
      {things.length === 0 ? <p class="empty">It has nothing to give.</p> : null}
      <form method="get" class="asked">
        <ul class="rows grantable">
          {things.map((entitlement) => (
            <ThingRow
              entitlement={entitlement}
              taken={seatsTaken.get(entitlement.id) ?? 0}
              typed={{}}
              isFixed={false}
              isWhole={false}
            />
          ))}
        </ul>
        <div class="actions">
          <button type="submit">Choose people</button>
          <a class="button quiet" href={`/apps/${app.id}`}>
            Back
          </a>
        </div>
      </form>
    </Page>
  );
}

export function grantPage(looking: Looking, granting: Granting) {
  const { app, to, things, seatsTaken, q, typed, click, here, problem } = granting;
  const isToOne = 'id' in to;
  return (
    <Page title="Grant access" looking={looking}>
      <h1>
        Grant access in <bdi>{app.name}</bdi>
        {isToOne ? ' to ' : ''}
        {isToOne ? <bdi>{to.name}</bdi> : null}
      </h1>
      <p class="lead">It is given at once, without a decision, and the record says that you granted it directly.</p>
      {problem === undefined ? null : <Trouble problem={problem} here={here} />}
      {isToOne ? null : <FindPeople q={q} things={things} />}
      <form method="post" class="asked">
        <Hidden csrf={looking.csrf} click={click} />
        <Part name="What">
          {things.length === 0 ? <p class="empty">There is nothing left that they do not have.</p> : null}
          <ul class="rows grantable">
            {things.map((entitlement) => (
              <ThingRow
                entitlement={entitlement}
                taken={seatsTaken.get(entitlement.id) ?? 0}
                typed={typed}
                isFixed={!isToOne}
                isWhole
              />
            ))}
          </ul>
        </Part>
        {isToOne ? null : <People to={to} typed={typed} />}
        <LeaseFields when={looking.when} typed={typed} asIs="without an end" withStart />
        <Text name="reason" label="Reason: it stands in the record" typed={typed} isNeeded />
        <div class="actions">
          <button type="submit">Provision account</button>
          <a class="button quiet" href={isToOne ? `/people/${to.id}` : `/apps/${app.id}`}>
            Back
          </a>
        </div>
      </form>
    </Page>
  );
}

const Part: FC<{ name: string; children: Child }> = ({ name, children }) => (
  <fieldset>
    <legend>{name}</legend>
    {children}
  </fieldset>
);

/** A search of its own: what was chosen above it stays. */
const FindPeople: FC<{ q: string; things: Granting['things'] }> = ({ q, things }) => (
  <form class="searching" method="get" role="search">
    {things.map(({ id }) => (
      <input type="hidden" name={`thing:${id}`} value="on" />
    ))}
    <label>
      Find people
      <input type="search" name="q" value={q} placeholder="Name or e-mail" maxlength={200} />
    </label>
    <button class="quiet" type="submit">
      Show
    </button>
  </form>
);

const People: FC<{ to: GrantablePeople; typed: Typed }> = ({ to: { people, isCut }, typed }) => (
  <Part name="To whom">
    {people.length === 0 ? <p class="empty">Nobody by that who does not have it already.</p> : null}
    <ul class="rows choices">
      {people.map((person) => (
        <PersonRow person={person} typed={typed} />
      ))}
    </ul>
    {isCut ? <p class="hint">There are more: find them by name above.</p> : null}
  </Part>
);
