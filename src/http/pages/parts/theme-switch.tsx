import type { FC } from 'hono/jsx';
import { THEMES, type Theme } from '../../web/theme.ts';
import { Hidden } from './hidden.tsx';

interface Props {
  readonly theme: Theme;
  readonly csrf: string;
  /** The page that is looked at. */
  readonly here: string;
}

const LOOKS: { readonly [One in Theme]: readonly [string, string] } = {
  system: ['As the system', 'M3 3h10v7H3zM6 13h4M8 10v3'],
  light: [
    'Light',
    'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.5 3.5l.7.7M11.8 11.8l.7.7M3.5 12.5l.7-.7M11.8 4.2l.7-.7',
  ],
  dark: ['Dark', 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z'],
};

export const ThemeSwitch: FC<Props> = ({ theme, csrf, here }) => (
  <form class="theme" method="post" action="/theme">
    <Hidden csrf={csrf} />
    <input type="hidden" name="to" value={here} />
    {THEMES.map((one) => (
      <button
        class="quiet"
        type="submit"
        name="theme"
        value={one}
        title={LOOKS[one][0]}
        aria-label={LOOKS[one][0]}
        aria-pressed={one === theme ? 'true' : 'false'}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d={LOOKS[one][1]} />
        </svg>
      </button>
    ))}
  </form>
);
