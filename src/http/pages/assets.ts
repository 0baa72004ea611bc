import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const FOLDER = new URL('./assets/', import.meta.url);
const TYPES: { readonly [ending: string]: string } = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** What pages are dressed with, by name. */
export const ASSETS: ReadonlyMap<string, Asset> = new Map(
  readdirSync(FOLDER)
    .sort()
    .map((name) => {
      const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
      return [name, { type, bytes: new Uint8Array(readFileSync(new URL(name, FOLDER))) }];
    }),
);

/** Of all of them together: they ask for each other by name, so one that changed is in another place with all others. */
export const ASSETS_VERSION = [...ASSETS]
  .reduce((hash, [name, { bytes }]) => hash.update(`${name} ${bytes.length} `).update(bytes), createHash('sha256'))
  .digest('base64url')
  .slice(0, 16);

export function assetPath(name: string): string {
  return `/assets/${ASSETS_VERSION}/${name}`;
}
