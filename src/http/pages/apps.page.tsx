import type { FC } from 'hono/jsx';
import type { App } from '../../domain/catalog/app.ts';
import { type Looking, Page } from './layout.tsx';
import { Mark } from './parts/mark.tsx';

interface List {
  readonly apps: readonly App[];
  readonly q: string;
  /** Of the next page. */
  readonly next: string | undefined;
}

export function appsPage(looking: Looking, { apps, q, next }: List) {
  return (
    <Page title="Apps" looking={looking} wide live>
      <h1>Apps</h1>
      <form class="searching" method="get" action="/apps" role="search">
        <label>
          Search
          <input type="search" name="q" value={q} placeholder="Name" maxlength={200} />
        </label>
        <button class="quiet" type="submit">
          Show
        </button>
      </form>
      {apps.length === 0 ? <Nothing q={q} /> : null}
      <ul class="rows">
        {apps.map(({ id, name, description, frozen, ownerIds }) => (
          <li data-row={id}>
            <a href={`/apps/${id}`} data-open>
              <b>
                <bdi>{name}</bdi>
              </b>
            </a>{' '}
            {frozen ? <Mark meaning="refused">Frozen</Mark> : null}
            {ownerIds.includes(looking.person.id) ? <span class="flag">yours</span> : null}
            <br />
            <span class="quiet" dir="auto">
              {description}
            </span>
          </li>
        ))}
      </ul>
      {next === undefined ? null : (
        <p class="actions">
          <a class="button quiet" href={`/apps?${new URLSearchParams({ q, after: next })}`}>
            Next
          </a>
        </p>
      )}
    </Page>
  );
}

const Nothing: FC<{ q: string }> = ({ q }) => (
  <div class="empty">
    <p>{q === '' ? 'There are no apps yet: they come with the file of the organisation.' : 'No app is called that.'}</p>
    <a class="button quiet" href={q === '' ? '/policy' : '/apps'}>
      {q === '' ? 'Policy' : 'All apps'}
    </a>
  </div>
);
