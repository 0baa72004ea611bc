import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { readFile } from 'node:fs/promises';

const SCRIPTS = [
  'app',
  'ears',
  'keys',
  'live',
  'live-worker',
  'merge',
  'new-request',
  'panel',
  'rows',
  'stream',
  'theme',
  'times',
];
const ASSETS: { readonly [path: string]: readonly [string, string] } = {
  '/style.css': ['style.css', 'text/css; charset=utf-8'],
  ...Object.fromEntries(SCRIPTS.map((name) => [`/${name}.js`, [`${name}.js`, 'text/javascript; charset=utf-8']])),
  '/icon.svg': ['icon.svg', 'image/svg+xml'],
};

/** What pages are dressed with. Asked for again with every page, and answered with nothing where it is the same. */
export function assetRoutes(): Hono {
  const app = new Hono();
  for (const [path, [file, type]] of Object.entries(ASSETS)) {
    const url = new URL(`../../pages/assets/${file}`, import.meta.url);
    app.get(path, compress(), etag(), async (c) =>
      c.body(await readFile(url), 200, { 'content-type': type, 'cache-control': 'no-cache' }),
    );
  }
  return app;
}
