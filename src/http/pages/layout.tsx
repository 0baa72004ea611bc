import type { Child, FC } from 'hono/jsx';
import type { Person } from '../../domain/people/person.ts';
import { Document } from './document.tsx';
import type { Theme } from '../web/theme.ts';
import { Hidden } from './parts/hidden.tsx';
import type { When } from './parts/moment.tsx';
import { ThemeSwitch } from './parts/theme-switch.tsx';
import { PLACES, type Place } from './places.ts';

interface Props {
  readonly title: string;
  readonly theme?: Theme | undefined;
  readonly children: Child;
}

/** A page of its own, for whoever is not signed in. */
export const Layout: FC<Props> = ({ title, theme, children }) => (
  <Document title={title} theme={theme}>
    <main class="alone">{children}</main>
  </Document>
);

/** Who looks, from which of the places, and when it is for them. */
export interface Looking {
  readonly person: Person;
  readonly organisation: string;
  readonly place: Place;
  readonly when: When;
  /** In every form of the page. */
  readonly csrf: string;
  /** What waits for them, shown beside the place. */
  readonly counts: { readonly [At in Place]?: number };
  /** What came of the last click. */
  readonly notice: string | undefined;
  readonly theme: Theme;
  /** The address of the page. */
  readonly here: string;
  /** What is shown is at least as new as this row of the record: the page hears of what comes after. */
  readonly seen: number;
}

interface OfPage extends Props {
  readonly looking: Looking;
  /** A table that wants all the room there is. */
  readonly wide?: boolean;
  /** Where anything changes, all of it is shown anew. Without it, what is marked `data-live` is. */
  readonly live?: boolean;
  /** Comfort that only this page has. */
  readonly script?: string;
}

export const Page: FC<OfPage> = (props) => {
  const { title, looking, wide, live, script, children } = props;
  return (
    <Document title={title} theme={looking.theme} script={script}>
      <a class="skip" href="#content">
        Skip to content
      </a>
      <div class="frame">
        <Rail looking={looking} />
        <main
          id="content"
          tabindex={-1}
          class={wide === true ? 'wide' : undefined}
          data-person={looking.person.id}
          data-seen={looking.seen}
          data-now={looking.when.now}
        >
          {looking.notice === undefined ? null : (
            <p class="notice" role="status">
              {looking.notice}
            </p>
          )}
          {live === true ? <div data-live="page">{children}</div> : children}
        </main>
      </div>
    </Document>
  );
};

const Rail: FC<{ looking: Looking }> = ({ looking }) => (
  <div class="rail">
    <p class="brand">
      <a href="/">{looking.organisation}</a>
    </p>
    <a class="button ask" href="/requests/new" data-key="c">
      New request
    </a>
    <nav aria-label="Places">
      <ul>
        {PLACES.filter(({ see }) => see(looking.person)).map(({ place, path, name, icon }) => (
          <li>
            <a href={path} aria-current={place === looking.place ? 'page' : undefined}>
              <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path d={icon} />
              </svg>
              <span>{name}</span>
              <Count of={looking.counts[place]} place={place} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <SignedIn looking={looking} />
  </div>
);

/** Updated as it changes, by its `data-count`. */
const Count: FC<{ of: number | undefined; place: Place }> = ({ of, place }) => (
  <span class="count" data-count={place} hidden={of === undefined || of === 0}>
    {of === undefined ? '' : sayCount(of)}
  </span>
);

export function sayCount(count: number): string {
  return count > 999 ? '999+' : String(count);
}

const SignedIn: FC<{ looking: Looking }> = ({ looking: { person, csrf, theme, here } }) => (
  <div class="who">
    <p>
      <b>
        <bdi>{person.name}</bdi>
      </b>
      <span class="quiet">{person.title}</span>
    </p>
    <div class="foot">
      <form method="post" action="/sign-out">
        <Hidden csrf={csrf} />
        <button class="quiet" type="submit">
          Sign out
        </button>
      </form>
      <ThemeSwitch theme={theme} csrf={csrf} here={here} />
    </div>
  </div>
);
