import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { EXIT } from './exit-codes.ts';
import { failed, misused, ok, type Result } from './result.ts';

/** Where the server is, and who asks. */
export interface Place {
  readonly url: string;
  readonly token: string;
}

interface Named {
  readonly url: string | undefined;
  readonly token: string | undefined;
}

const stored = z.object({ url: z.string(), token: z.string() });

export function sessionFile(configFolder: string | undefined): string {
  return join(configFolder ?? join(homedir(), '.config'), 'leasehold', 'cli.json');
}

export async function readSession(file: string): Promise<Place | undefined> {
  try {
    return stored.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Nobody else on the machine can read it, not even for a moment. */
export async function keepSession(file: string, place: Place): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(place, null, 2)}\n`, { mode: 0o600, flag: 'w' });
  await chmod(draft, 0o600);
  await rename(draft, file);
}

export async function dropSession(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** The stored token goes to the server that it was stored for, and nowhere else. */
export function placeOf(named: Named, session: Place | undefined): Result<Place> {
  const url = named.url ?? session?.url;
  if (url === undefined) return notSignedIn('No server is known. Sign in: leasehold login, or set LEASEHOLD_URL.');
  const address = addressOf(url);
  if (!address.ok) return address;
  const isStored = session !== undefined && addressOf(session.url).ok && sameServer(session.url, url);
  const token = named.token ?? (isStored ? session.token : undefined);
  if (token !== undefined) return ok({ url: address.value, token });
  return notSignedIn(`No token for ${address.value} is known. Sign in: leasehold login, or set LEASEHOLD_TOKEN.`);
}

function sameServer(one: string, other: string): boolean {
  return new URL(one).origin === new URL(other).origin;
}

export function addressOf(text: string): Result<string> {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    return misused(`"${text}" is no address of a server: it should be like https://leasehold.example.com.`);
  return ok(url.origin);
}

function notSignedIn(detail: string) {
  return failed(EXIT.notAllowed, 'not_signed_in', detail);
}
