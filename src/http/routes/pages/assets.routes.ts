import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { ASSETS, ASSETS_VERSION } from '../../pages/assets.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Kept by browsers for ever. A page of an older or newer server than this one gets what there is, and keeps nothing. */
export function assetRoutes(): Hono {
  const app = new Hono();
  app.get('/assets/:version/:name', compress(), (c) => {
    const asset = ASSETS.get(c.req.param('name'));
    if (asset === undefined) return c.notFound();
    const isSame = c.req.param('version') === ASSETS_VERSION;
    return c.body(asset.bytes, 200, { 'content-type': asset.type, 'cache-control': isSame ? FOR_EVER : 'no-cache' });
  });
  return app;
}
