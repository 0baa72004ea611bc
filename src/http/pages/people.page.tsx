import type { FC } from 'hono/jsx';
import type { Person, PersonStatus } from '../../domain/people/person.ts';
import type { SeenPeople } from '../../use-cases/people/see-people.ts';
import { type Looking, Page } from './layout.tsx';
import { Mark } from './parts/mark.tsx';
import { Moment, type When } from './parts/moment.tsx';

/** What was chosen, as it stands in the address. */
export interface ChosenPeople {
  readonly q: string;
  readonly department: string;
  readonly status: PersonStatus | undefined;
}

interface List extends SeenPeople {
  readonly departments: readonly string[];
  readonly chosen: ChosenPeople;
  /** Of the next page. */
  readonly next: string | undefined;
}

export function peoplePage(looking: Looking, { people, counts, seen, departments, chosen, next }: List) {
  return (
    <Page title="People" looking={looking} wide live>
      <h1>People</h1>
      <Search chosen={chosen} departments={departments} />
      {people.length === 0 ? (
        <div class="empty">
          <p>Nobody here is called that.</p>
          <a class="button quiet" href="/people">
            Everybody
          </a>
        </div>
      ) : (
        <div class="scroll">
          <table class="list">
            <thead>
              <tr>
                {['Name', 'Title', 'Department', 'Status', 'Holds'].map((name) => (
                  <th scope="col">{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <Row
                  person={person}
                  holds={seen.has(person.id) ? (counts.get(person.id) ?? 0) : undefined}
                  when={looking.when}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {next === undefined ? null : (
        <p class="actions">
          <a class="button quiet" href={`/people?${addressOf(chosen)}&after=${encodeURIComponent(next)}`}>
            Next
          </a>
        </p>
      )}
    </Page>
  );
}

function addressOf({ q, department, status }: ChosenPeople): string {
  return String(new URLSearchParams({ q, department, status: status ?? 'all' }));
}

const Search: FC<{ chosen: ChosenPeople; departments: readonly string[] }> = ({ chosen, departments }) => (
  <form class="searching" method="get" action="/people" role="search">
    <label>
      Search
      <input type="search" name="q" value={chosen.q} placeholder="Name or e-mail" maxlength={200} />
    </label>
    <label>
      Department
      <select name="department">
        <option value="">All</option>
        {departments.map((department) => (
          <option value={department} selected={department === chosen.department}>
            {department}
          </option>
        ))}
      </select>
    </label>
    <label>
      Status
      <select name="status">
        <option value="active" selected={chosen.status === 'active'}>
          Here
        </option>
        <option value="offboarded" selected={chosen.status === 'offboarded'}>
          Left
        </option>
        <option value="all" selected={chosen.status === undefined}>
          All
        </option>
      </select>
    </label>
    <button class="quiet" type="submit">
      Show
    </button>
  </form>
);

const Row: FC<{ person: Person; holds: number | undefined; when: When }> = ({ person, holds, when }) => (
  <tr data-row={person.id}>
    <td title={person.name}>
      <a href={`/people/${person.id}`} data-open>
        <bdi>{person.name}</bdi>
      </a>
    </td>
    <td title={person.title}>
      <bdi>{person.title}</bdi>
    </td>
    <td>
      <bdi>{person.department}</bdi>
    </td>
    <td>
      <Status person={person} when={when} />
    </td>
    <td>{holds}</td>
  </tr>
);

/** Away or left; who is here is said so in a list only. */
export const Status: FC<{ person: Person; when: When; onlyElse?: boolean }> = ({ person, when, onlyElse }) => {
  const { status, outOfOfficeUntil: until } = person;
  if (status === 'offboarded') return <Mark meaning="over">Left</Mark>;
  if (until === undefined || until <= when.now) return onlyElse === true ? null : <span class="quiet">Here</span>;
  return (
    <Mark meaning="ahead">
      Away, back <Moment at={until} when={when} />
    </Mark>
  );
};
