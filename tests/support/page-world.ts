import { startSession } from '../../src/use-cases/sessions/start-session.ts';
import { type ApiWorld, anApiWorld, type Name } from './api-world.ts';
import { valueOf } from './people.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** The world of the API, looked at on pages: without a browser, by people who are signed in. */
export async function aPageWorld() {
  const world: ApiWorld = await anApiWorld();
  const cookies = new Map<Name, string>();

  async function cookieOf(name: Name): Promise<string> {
    const known = cookies.get(name);
    if (known !== undefined) return known;
    const person = await world.api.deps.store.people.byId(world.ids[name]);
    if (person === undefined) throw new Error(`the world has no ${name}`);
    const started = await startSession(world.api.deps, person, {
      ...{ method: 'demo', agent: 'a test', roles: [], provenAt: Date.now() },
    });
    const cookie = `leasehold=${valueOf(started).text}`;
    cookies.set(name, cookie);
    return cookie;
  }

  async function ask(by: Name, path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = { cookie: await cookieOf(by), ...init.headers };
    const response = await world.api.ask(path, { ...init, headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  return {
    ...world,
    cookieOf,
    see: (by: Name, path: string) => ask(by, path),
    /** A form as it stands on the page `on`, with these fields typed into it. */
    async send(by: Name, path: string, typed: { readonly [field: string]: string }, on: string): Promise<Answer> {
      const { text } = await ask(by, on);
      const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
      const body = new FormData();
      for (const [name, value] of Object.entries({ csrf: hidden('csrf'), click: hidden('click'), ...typed }))
        body.set(name, value);
      return ask(by, path, { method: 'POST', body });
    },
  };
}
