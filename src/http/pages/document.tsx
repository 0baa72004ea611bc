import { raw } from 'hono/html';
import type { Child, FC } from 'hono/jsx';
import { assetPath } from './assets.ts';
import type { Theme } from '../web/theme.ts';

interface Props {
  readonly title: string;
  readonly theme?: Theme | undefined;
  /** Of this page alone. */
  readonly script?: string | undefined;
  readonly children: Child;
}

/** What every page has around it. The script only adds comfort: each page works without it. */
export const Document: FC<Props> = ({ title, theme, script, children }) => (
  <>
    {raw('<!doctype html>')}
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title === 'Leasehold' ? title : `${title} · Leasehold`}</title>
        <link rel="icon" href={assetPath('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetPath('style.css')} />
        <script type="module" src={assetPath('app.js')} />
        {script === undefined ? null : <script type="module" src={assetPath(script)} />}
      </head>
      <body>{children}</body>
    </html>
  </>
);
