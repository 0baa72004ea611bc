import { createAttest } from '../../activities/ledger/attest.ts';
import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import { createApp } from '../../src/http/app.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { organisationFiles } from '../../src/organisation/organisation-files.ts';
import { createCalendar } from '../../src/time/calendar.ts';
import { mintToken } from '../../src/use-cases/mint-token.ts';
import { valueOf } from './people.ts';
import { aStage, type Stage } from './stories.ts';

export interface HttpStage {
  readonly stage: Stage;
  readonly app: ReturnType<typeof createApp>;
  /** Ends the streams, so that a server can stop. */
  readonly stop: () => void;
  /** By whose they are. */
  readonly tokens: { [name: string]: string };
  call<Body>(by: string, method: string, path: string, body?: object, headers?: object): Promise<Answered<Body>>;
}

interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
}

/** A stage behind the API, asked without a socket, and a token for each of these people. */
export async function aHttpStage(
  organisation: Organisation,
  names: readonly string[],
  more: (stage: Stage) => Partial<HttpDeps> = () => ({}),
  given: Parameters<typeof aStage>[1] = {},
): Promise<HttpStage> {
  const stage = await aStage(organisation, given);
  const attest = createAttest({ ...stage.house, ledger: stage.house.store.ledger });
  const pure = { calendarOf: createCalendar, files: organisationFiles, isSigned: () => false };
  const web = { publicUrl: undefined, demoSignIn: true };
  const stopping = new AbortController();
  const outside = { stopping: stopping.signal, ...pure, web, version: 'test', workflowUrl: undefined, checks: [] };
  const reportError = (error: unknown) => console.error(error);
  const app = createApp({ ...stage.house, ...outside, attest, reportError, ...more(stage) });
  const tokens: HttpStage['tokens'] = {};
  for (const name of names) {
    const owner = { email: `${name}@example.com` };
    const wish = { kind: 'api', name, owner, by: { kind: 'operator' }, surface: 'cli' } as const;
    tokens[name] = valueOf(await mintToken(stage.house, wish)).text;
  }
  return {
    ...{ stage, tokens, app, stop: () => stopping.abort() },
    async call<Body>(by: string, method: string, path: string, body?: object, headers: object = {}) {
      const response = await app.request(`/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${tokens[by]}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Body };
    },
  };
}
