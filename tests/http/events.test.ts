import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endSession } from '../../src/use-cases/sessions/end-session.ts';
import { seeSession } from '../../src/use-cases/sessions/see-session.ts';
import { createApp } from '../../src/http/app.ts';
import type { Name } from '../support/api-world.ts';
import { aFact } from '../support/builders.ts';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

interface Heard {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: string | undefined;
}

describe('the stream of what changes', () => {
  let world: World;
  let app: ReturnType<typeof createApp>;
  let stopping: AbortController;
  let lookedUp = 0;
  beforeAll(async () => {
    world = await aPageWorld();
    const { store } = world.api.deps;
    const byId: typeof store.requests.byId = (id) => {
      lookedUp += 1;
      return store.requests.byId(id);
    };
    stopping = new AbortController();
    const counting = { ...store, requests: { ...store.requests, byId } };
    app = createApp({ ...world.api.deps, store: counting, stopping: stopping.signal });
  });
  afterAll(() => world.api.close());

  /** Begins to listen, and is listening when it answers. */
  async function listener(by: Name, headers: { [name: string]: string } = {}) {
    const response = await app.request('/events', { headers: { cookie: await world.cookieOf(by), ...headers } });
    const messages = messagesOf(response);
    const next = async (): Promise<Heard | undefined> => {
      for (;;) {
        const { value } = await messages.next();
        if (value?.event !== 'beat') return value;
      }
    };
    const hello = await next();
    return { hello, next, news: async () => (await next())?.data, leave: () => messages.return(undefined) };
  }

  const happened = (subject: string, fact: 'request.given' | 'app.changed' = 'request.given') =>
    world.api.deps.store.audit.append([aFact({ subject, fact })]);
  const aboutRequest = () => `request:${world.request}`;

  it('when a request changes, then those who may see it hear which one, and nobody else anything', async () => {
    const told: Name[] = ['maya', 'lin', 'sam', 'ada', 'audrey', 'adam', 'root'];
    const untold: Name[] = ['noor', 'tom', 'eve', 'zoe'];
    const all = await Promise.all([...told, ...untold].map((name) => listener(name)));
    await happened(aboutRequest());
    const first = await Promise.all(all.slice(0, told.length).map(({ news }) => news()));
    expect(first).toEqual(told.map(() => `["${aboutRequest()}"]`));
    await happened('app:app_1', 'app.changed');
    const then = await Promise.all(all.slice(told.length).map(({ news }) => news()));
    expect(then).toEqual(untold.map(() => '["app:app_1"]'));
    await Promise.all(all.map(({ leave }) => leave()));
  });

  it('when many listen, then who may hear is looked up once', async () => {
    const crowd = await Promise.all(Array.from({ length: 50 }, () => listener('lin')));
    lookedUp = 0;
    await happened(aboutRequest());
    await Promise.all(crowd.map(({ news }) => news()));
    expect(lookedUp).toBe(1);
    await Promise.all(crowd.map(({ leave }) => leave()));
  });

  it('when the connection was cut, then what was missed is told first, and where nobody knows it, that there is some', async () => {
    const [stays, cut] = [await listener('lin'), await listener('maya')];
    await cut.leave();
    await happened(aboutRequest());
    await stays.news();
    const after = { 'last-event-id': cut.hello?.id ?? '' };
    const back = await listener('maya', after);
    expect(await back.news()).toBe(`["${aboutRequest()}"]`);
    await Promise.all([stays.leave(), back.leave()]);
    expect(await (await listener('maya', { 'last-event-id': '0' })).news()).toBe('["*"]');
  });

  it('when very much happens at once, then it is said that anything may have changed', async () => {
    const lin = await listener('lin');
    const fact = aFact({ subject: aboutRequest(), fact: 'request.given' });
    await world.api.deps.store.audit.append(Array.from({ length: 300 }, () => fact));
    expect(await lin.news()).toBe('["*"]');
    await lin.leave();
  });

  it('when the session ends, then so does the stream, and that of another session does not', async () => {
    const [maya, eve] = [await listener('maya'), await listener('eve')];
    const text = (await world.cookieOf('eve')).split('=')[1] ?? '';
    const session = await seeSession(world.api.deps, text);
    if (session === undefined) throw new Error('eve is not signed in');
    await endSession(world.api.deps, session, 'this');
    expect((await eve.next())?.event).toBe('over');
    expect(await eve.next()).toBeUndefined();
    await happened(aboutRequest());
    expect(await maya.news()).toBe(`["${aboutRequest()}"]`);
    await maya.leave();
  });

  it('when nobody is signed in, or somebody else than the page is of, then nothing is told', async () => {
    expect((await app.request('/events')).status).toBe(401);
    const headers = { cookie: await world.cookieOf('maya') };
    expect((await app.request(`/events?person=${world.ids.lin}`, { headers })).status).toBe(401);
  });

  it('when the server stops, then every stream ends, and there are no more', async () => {
    const lin = await listener('lin');
    stopping.abort();
    expect(await lin.next()).toBeUndefined();
    expect((await listener('lin')).hello).toBeUndefined();
  });
});

async function* messagesOf(response: Response): AsyncGenerator<Heard, undefined> {
  let rest = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    const parts = (rest + new TextDecoder().decode(chunk)).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(part)?.[1];
      yield { id: field('id'), event: field('event'), data: field('data') };
    }
  }
  return undefined;
}
