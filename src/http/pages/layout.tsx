import { raw } from 'hono/html';
import type { Child, FC } from 'hono/jsx';

interface Props {
  readonly title: string;
  readonly children: Child;
}

export const Layout: FC<Props> = ({ title, children }) => (
  <>
    {raw('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <main>{children}</main>
      </body>
    </html>
  </>
);
