import type { Person } from '../../domain/people/person.ts';
import type { Theme } from '../web/theme.ts';
import { Layout } from './layout.tsx';

interface SignIn {
  readonly organisation: string;
  /** Of the demo; undefined: this is no demo. */
  readonly people: readonly Person[] | undefined;
  /** What the provider is called; undefined: there is none. */
  readonly provider: string | undefined;
  readonly to: string;
  /** To prove it anew. */
  readonly fresh: boolean;
  readonly problem?: string | undefined;
  readonly theme: Theme;
}

export function signInPage({ organisation, people, provider, to, fresh, problem, theme }: SignIn) {
  return (
    <Layout title="Sign in" theme={theme}>
      <h1>{organisation}</h1>
      {problem === undefined ? null : (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {provider === undefined ? null : (
        <p>
          <a class="button" href={`/sign-in/with?to=${encodeURIComponent(to)}${fresh ? '&fresh' : ''}`}>
            Sign in with {provider}
          </a>
        </p>
      )}
      {people === undefined ? null : <DemoPeople people={people} to={to} />}
      {people === undefined && provider === undefined ? <NoWay /> : null}
    </Layout>
  );
}

const NoWay = () => (
  <p class="lead">
    Signing in by browser is not set up here. Programs use the <a href="/api/v1/docs">API</a> with a token.
  </p>
);

const DemoPeople = ({ people, to }: { people: readonly Person[]; to: string }) => (
  <>
    <p class="lead">This is a demo: sign in as anybody. Owners and managers have something to decide.</p>
    <form method="post" action="/sign-in">
      <input type="hidden" name="to" value={to} />
      {departmentsOf(people).map(([department, members]) => (
        <section>
          <h2>{department}</h2>
          <ul class="people">
            {members.map(({ id, name, title, roles }) => (
              <li>
                <button class="person" type="submit" name="person" value={id}>
                  <b>{name}</b>
                  <span>{[title, ...roles.map((role) => role.replaceAll('_', ' '))].join(' · ')}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </form>
  </>
);

function departmentsOf(people: readonly Person[]): [string, Person[]][] {
  return [...Map.groupBy(people, ({ department }) => department)].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
