import { createApp } from '../../src/http/app.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { createCalendar } from '../../src/time/calendar.ts';
import { mintToken } from '../../src/use-cases/mint-token.ts';
import { startSession } from '../../src/use-cases/sessions/start-session.ts';
import type { BenchInstallation } from '../lease/installation.ts';
import { ADMIN } from '../lease/organisation.ts';

const MEMBER = 'person-7@example.com';
const WHO = { admin: ADMIN, member: MEMBER } as const;
type By = keyof typeof WHO;

/** Milliseconds until one page is there, rendered and read. */
export type Page = (by: By, query: string) => Promise<number>;

export interface Door {
  readonly name: string;
  readonly page: Page;
}

/** The list as a program asks for it, and as a person sees it. */
export async function doorsOf(installation: BenchInstallation): Promise<readonly Door[]> {
  const outside = { version: 'bench', web: { publicUrl: undefined, demoSignIn: false }, workflowUrl: undefined };
  const reportError = (error: unknown) => {
    throw error;
  };
  // Reading a list asks nothing of what is left out.
  const deps = { ...installation, ...outside, calendarOf: createCalendar, checks: [], reportError };
  const app = createApp(deps as unknown as HttpDeps);
  const [tokens, cookies] = await Promise.all([everybody(tokenOf(installation)), everybody(cookieOf(installation))]);
  const ask = (path: string, headers: Record<string, string>, isThere: (text: string) => boolean) => async () => {
    const began = performance.now();
    const response = await app.request(path, { headers });
    const text = await response.text();
    if (response.status !== 200 || !isThere(text)) throw new Error(`${path}: ${response.status}, and no requests`);
    return performance.now() - began;
  };
  return [
    {
      name: 'list',
      page: (by, query) =>
        ask(`/api/v1/requests?limit=50${query}`, { authorization: `Bearer ${tokens[by]}` }, (text) =>
          text.includes('"id":"REQ-'),
        )(),
    },
    {
      name: 'list-page',
      page: (by, query) =>
        ask(`/requests?${query}`, { cookie: `leasehold=${cookies[by]}` }, (text) => text.includes('/requests/REQ-'))(),
    },
  ];
}

async function everybody(of: (email: string) => Promise<string>): Promise<{ readonly [Who in By]: string }> {
  return { admin: await of(WHO.admin), member: await of(WHO.member) };
}

function tokenOf(installation: BenchInstallation) {
  return async (email: string): Promise<string> => {
    const made = await mintToken(installation, {
      ...{ kind: 'api', name: 'bench', owner: { email }, by: { kind: 'operator' }, surface: 'cli' },
    });
    if (!made.ok) throw new Error(made.problem.detail);
    return made.value.text;
  };
}

function cookieOf(installation: BenchInstallation) {
  return async (email: string): Promise<string> => {
    const person = await installation.store.people.byEmail(email);
    if (person === undefined) throw new Error(`there is no ${email}`);
    const how = { method: 'demo', agent: 'bench', roles: [], provenAt: undefined } as const;
    const started = await startSession(installation, person, how);
    if (!started.ok) throw new Error(started.problem.detail);
    return started.value.text;
  };
}
