import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { timingSafeEqual } from 'node:crypto';
import type { HttpDeps } from '../deps.ts';

/** What a browser has to bring back from the provider's page. */
interface Kept {
  readonly kept: string;
  /** Where they wanted to go. */
  readonly to: string;
}

type Deps = Pick<HttpDeps, 'keys' | 'web'>;

/** What they went there for: what was kept for one thing is worth nothing for another. */
type Errand = 'signing-in' | 'adding-to-slack';

const TEN_MINUTES = 600;

/** Signed: nobody makes another browser begin where they ended. */
export function keep(c: Context, deps: Deps, errand: Errand, kept: Kept): void {
  const text = Buffer.from(JSON.stringify(kept)).toString('base64url');
  const cookie = `${text}.${signatureOf(deps, errand, text)}`;
  setCookie(c, nameOf(deps, errand), cookie, { ...how(deps), httpOnly: true, sameSite: 'Lax', maxAge: TEN_MINUTES });
}

/** Once: what was brought back is worth nothing any more. */
export function takeKept(c: Context, deps: Deps, errand: Errand): Kept | undefined {
  const [text = '', signature = ''] = (getCookie(c, nameOf(deps, errand)) ?? '').split('.');
  deleteCookie(c, nameOf(deps, errand), how(deps));
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(deps, errand, text))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as Kept;
}

function signatureOf({ keys }: Deps, errand: Errand, text: string): string {
  return Buffer.from(keys.keyedHash(errand, text)).toString('base64url');
}

function how({ web }: Deps) {
  return { path: '/', secure: web.publicUrl?.startsWith('https:') === true };
}

function nameOf(deps: Deps, errand: Errand): string {
  return `${how(deps).secure ? '__Host-' : ''}leasehold-${errand}`;
}
