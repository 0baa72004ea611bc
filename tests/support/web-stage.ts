import type { BrowserContext } from 'playwright-core';
import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { startSession } from '../../src/use-cases/sessions/start-session.ts';
import { aHttpStage } from './http-stage.ts';
import { peopleOf, valueOf } from './people.ts';
import { type Visit, visit } from './visit.ts';

/** A stage behind pages, and its people in front of them. */
export async function aWebStage(organisation: Organisation) {
  const { stage, app, stop } = await aHttpStage(organisation, []);
  const server: Listening = await listen(app.fetch, { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${server.port}`;

  /** This visitor is that person from now on. */
  async function signIn(context: BrowserContext, name: string): Promise<void> {
    const started = await startSession(stage.house, stage.person(name), {
      ...{ method: 'demo', agent: 'a test', roles: [], provenAt: Date.now() },
    });
    await context.addCookies([{ name: 'leasehold', value: valueOf(started).text, url }]);
  }

  return {
    ...{ stage, people: peopleOf(stage), url, signIn },
    visitAs: async (context: BrowserContext, name: string, path: string): Promise<Visit> => {
      await signIn(context, name);
      return visit(context, `${url}${path}`);
    },
    close: async () => {
      stop();
      await server.drain();
      await stage.house.close();
    },
  };
}

export type WebStage = Awaited<ReturnType<typeof aWebStage>>;
