import type { Child, FC } from 'hono/jsx';
import { type Likely, sayCommon, type Sorted } from '../../domain/access/like.ts';
import type { Problem } from '../../domain/errors.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Held } from '../../ports/access-store.ts';
import type { Typed } from '../auth/typed.ts';
import { addressOf, ASKING, pathOf } from '../web/basket.ts';
import { type Looking, Page } from './layout.tsx';
import { Hidden } from './parts/hidden.tsx';

/** Whose access is looked at. */
export interface LikeWhom {
  readonly name: string;
  readonly isTitle: boolean;
}

interface View {
  /** What is in the request already, which goes along. */
  readonly typed: Typed;
  /** For whom it is asked. */
  readonly person: Person;
  readonly search: string;
  readonly people: readonly Person[];
  readonly titles: readonly string[];
  readonly like:
    | (LikeWhom & { readonly sorted: Sorted; readonly mine: readonly Held[]; readonly all: boolean })
    | undefined;
  readonly problem: Problem | undefined;
  /** Its own address, with everything in it ticked. */
  readonly allAt: string;
}

/** To ask for what a colleague has, or people with a job title. */
export function accessLikePage(looking: Looking, view: View) {
  const { typed, like, problem } = view;
  return (
    <Page title="Access like" looking={looking} wide>
      <h1>Access like</h1>
      <p class="lead">What a colleague has, or most people with a job title, and what is not there yet.</p>
      {problem === undefined ? null : <p class="problem">{problem.detail}</p>}
      {like === undefined ? <Choose view={view} /> : <Difference view={view} like={like} csrf={looking.csrf} />}
      <p class="actions">
        {like === undefined ? null : (
          <a class="button quiet" href={likeAddress(typed, {})}>
            Somebody else
          </a>
        )}
        <a class="button quiet" href={addressOf(typed)}>
          Back to the request
        </a>
      </p>
    </Page>
  );
}

export function likeAddress(typed: Typed, more: { readonly [name: string]: string }): string {
  const query = new URLSearchParams({ ...typed, ...more }).toString();
  return query === '' ? `${ASKING}/like` : `${ASKING}/like?${query}`;
}

const Kept: FC<{ typed: Typed }> = ({ typed }) => (
  <>
    {Object.entries(typed).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
);

const Choose: FC<{ view: View }> = ({ view: { typed, search, people, titles } }) => (
  <>
    <form class="searching" action={`${ASKING}/like`} role="search">
      <Kept typed={typed} />
      <label>
        A colleague or a job title
        <input type="search" name="who" value={search} maxlength={200} dir="auto" />
      </label>
      <button type="submit" class="quiet">
        Search
      </button>
    </form>
    {people.length + titles.length === 0 ? <p class="empty">Nobody here is called so, and no title is.</p> : null}
    <List name="People" isEmpty={people.length === 0}>
      {people.map(({ id, name, title }) => (
        <li>
          <a href={likeAddress(typed, { person: id })}>
            <bdi>{name}</bdi>
          </a>{' '}
          <span class="quiet" dir="auto">
            {title}
          </span>
        </li>
      ))}
    </List>
    <List name="Job titles" isEmpty={titles.length === 0}>
      {titles.map((title) => (
        <li>
          <a href={likeAddress(typed, { title })}>
            <bdi>{title}</bdi>
          </a>
        </li>
      ))}
    </List>
  </>
);

const List: FC<{ name: string; isEmpty: boolean; children: Child }> = ({ name, isEmpty, children }) =>
  isEmpty ? (
    <></>
  ) : (
    <section>
      <h2>{name}</h2>
      <ul class="rows">{children}</ul>
    </section>
  );

type Like = NonNullable<View['like']>;

const Difference: FC<{ view: View; like: Like; csrf: string }> = ({ view, like, csrf }) => {
  const { items, lessCommon } = like.sorted;
  const isNothing = items.length + lessCommon.length === 0;
  return (
    <form method="post" action={ASKING} class="like">
      <Hidden csrf={csrf} />
      <Kept typed={view.typed} />
      <section>
        <h2>
          {like.isTitle ? 'At least half of those with the title ' : ''}
          <bdi>{like.name}</bdi> {like.isTitle ? 'have' : 'has'}
        </h2>
        {isNothing ? <p class="empty">Nothing that is not there already, and that can be asked for.</p> : null}
        <Likelies all={items} like={like} />
        {lessCommon.length === 0 ? null : <h2>Less common</h2>}
        <Likelies all={lessCommon} like={like} />
        {isNothing ? null : (
          <div class="actions">
            <button type="submit" name="do" value="pick">
              Add what is ticked
            </button>
            {like.all ? null : (
              <a class="button quiet" href={view.allAt}>
                Select all
              </a>
            )}
          </div>
        )}
      </section>
      <section>
        <h2>
          <bdi>{view.person.name}</bdi> has
        </h2>
        {like.mine.length === 0 ? <p class="empty">Nothing yet.</p> : null}
        <ul class="rows">
          {like.mine.map(({ names, wanted }) => (
            <li>
              <bdi>{names.entitlement}</bdi>{' '}
              <span class="quiet">
                on <bdi>{names.app}</bdi>
                {wanted.held && wanted.level !== undefined ? ` as ${wanted.level}` : ''}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </form>
  );
};

const Likelies: FC<{ all: readonly Likely[]; like: Like }> = ({ all, like }) => (
  <ul class="rows">
    {all.map((one) => {
      const { app, entitlement, level } = one;
      const path = pathOf(one);
      const common = sayCommon(one.commonness, like.isTitle);
      return (
        <li>
          <label class="check">
            <input type="checkbox" name={`pick:${path}`} value="on" checked={like.all} />
            <span>
              <b>
                <bdi>{entitlement.name}</bdi>
              </b>
              {level === undefined ? '' : ` as ${level}`}{' '}
              <span class="quiet">
                on <bdi>{app.name}</bdi>
                {common === undefined ? '' : ` · ${common}`}
              </span>
            </span>
          </label>
          {level === undefined ? null : <input type="hidden" name={`like:${path}`} value={level} />}
        </li>
      );
    })}
  </ul>
);
