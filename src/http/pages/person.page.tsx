import type { Child, FC } from 'hono/jsx';
import type { Request } from '../../domain/request/request.ts';
import type { SeenHolding } from '../../use-cases/access/see-holdings.ts';
import type { SeenPerson } from '../../use-cases/people/see-person.ts';
import { type Looking, Page } from './layout.tsx';
import { Holdings } from './parts/holdings.tsx';
import { Hidden } from './parts/hidden.tsx';
import { absolute, Moment, type When } from './parts/moment.tsx';
import { RequestRows } from './parts/request-rows.tsx';
import { Status } from './people.page.tsx';

interface Seen extends SeenPerson {
  /** Undefined: none of it is for whoever looks. */
  readonly holdings: readonly SeenHolding[] | undefined;
  readonly requests: readonly Request[];
}

export function personPage(looking: Looking, seen: Seen) {
  const { person, holdings, requests } = seen;
  const { when } = looking;
  return (
    <Page title={person.name} looking={looking} wide live>
      <h1>
        <bdi>{person.name}</bdi>
      </h1>
      <p>
        <span class="quiet">
          <bdi>{[person.title, person.department].filter((word) => word !== '').join(' · ')}</bdi>
        </span>{' '}
        <Status person={person} when={when} onlyElse />
        {person.roles.map((role) => (
          <span class="flag">{role.replaceAll('_', ' ')}</span>
        ))}
      </p>
      <Doings seen={seen} />
      <Facts seen={seen} looking={looking} />
      <section data-live="holdings">
        <h2>Holds</h2>
        {holdings === undefined ? (
          <p class="quiet">Seen by themselves, their manager, owners of the apps, admins and auditors.</p>
        ) : (
          <Held holdings={holdings} looking={looking} seen={seen} />
        )}
      </section>
      <section data-live="requests">
        <h2>Requests</h2>
        <RequestRows requests={requests} when={when} all={`/requests?q=${encodeURIComponent(person.email)}`} />
      </section>
    </Page>
  );
}

const Held: FC<{ holdings: readonly SeenHolding[]; looking: Looking; seen: SeenPerson }> = ({
  holdings,
  looking: { when, person },
}) =>
  holdings.length === 0 ? (
    <p class="empty">Nothing that Leasehold knows of, as far as you may see it.</p>
  ) : (
    <Holdings holdings={holdings} when={when} person={person} />
  );

const Doings: FC<{ seen: SeenPerson }> = ({ seen: { person, may } }) => {
  const to = (what: string) => `/people/${person.id}/${what}`;
  return (
    <div class="actions">
      {may.grant ? <Link to={to('grant')} name="Grant access" isMain /> : null}
      {may.arrange ? <Link to={to('away')} name="Out of office" /> : null}
      {may.arrange ? <Link to={to('delegate')} name="Name a stand-in" /> : null}
      {may.forget ? <Link to={to('forget-sign-in')} name="Forget how they sign in" /> : null}
      {may.offboard ? <Link to={to('offboard')} name="Offboard" /> : null}
    </div>
  );
};

const Link: FC<{ to: string; name: string; isMain?: boolean }> = ({ to, name, isMain }) => (
  <a class={isMain === true ? 'button' : 'button quiet'} href={to}>
    {name}
  </a>
);

const Facts: FC<{ seen: SeenPerson; looking: Looking }> = ({ seen, looking }) => {
  const { person, manager, delegations, names } = seen;
  const { when, csrf } = looking;
  const end = (id: string) => (seen.may.arrange ? <End id={id} person={person.id} csrf={csrf} /> : null);
  return (
    <dl class="clocks">
      <Fact name="E-mail">
        <bdi>{person.email}</bdi>
      </Fact>
      <Fact name="Manager">
        {manager === undefined ? (
          <span class="quiet">nobody</span>
        ) : (
          <a href={`/people/${manager.id}`}>
            <bdi>{manager.name}</bdi>
          </a>
        )}
      </Fact>
      {person.groups.length === 0 ? null : <Fact name="Groups">{person.groups.join(', ')}</Fact>}
      {delegations?.from.map((one) => (
        <Fact name="Stand-in">
          <Person id={one.toId} name={names.get(one.toId)} />, <Span of={one} when={when} /> {end(one.id)}
        </Fact>
      ))}
      {delegations?.to.map((one) => (
        <Fact name="Stands for">
          <Person id={one.fromId} name={names.get(one.fromId)} />, <Span of={one} when={when} />
        </Fact>
      ))}
    </dl>
  );
};

const Fact: FC<{ name: string; children: Child }> = ({ name, children }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

const Person: FC<{ id: string; name: string | undefined }> = ({ id, name }) => (
  <a href={`/people/${id}`}>
    <bdi>{name ?? id}</bdi>
  </a>
);

const Span: FC<{ of: { readonly startsAt: number; readonly endsAt: number }; when: When }> = ({ of, when }) => (
  <span class="quiet">
    {of.startsAt > when.now ? `from ${absolute(of.startsAt, when.zone)} ` : ''}until {absolute(of.endsAt, when.zone)} (
    <Moment at={of.endsAt} when={when} />)
  </span>
);

const End: FC<{ id: string; person: string; csrf: string }> = ({ id, person, csrf }) => (
  <form method="post" action={`/people/${person}/delegations/${id}/end`} class="inline">
    <Hidden csrf={csrf} />
    <button class="quiet small" type="submit">
      End it now
    </button>
  </form>
);
