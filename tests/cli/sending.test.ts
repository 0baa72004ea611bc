import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../support/free-port.ts';
import { run } from './cli-stage.ts';

interface Told {
  readonly key: string | undefined;
  readonly body: string;
}

type Answer = (response: ServerResponse) => void;

const DELIVERED = JSON.stringify({ applied: true, state: 'approved' });
const MAYA = { id: 'per_7K3F9QAB2M', name: 'Maya' };

/** As the API answers, as far as it matters here. */
function request(state: string): object {
  const asked = { kind: 'for', length: 'PT8H' };
  return {
    ...{ id: 'REQ-7K3F9QAB2M', kind: 'request', state, requester: MAYA, for: MAYA, app: MAYA, changes: [], levels: [] },
    ...{ lease: { asked, granted: null, endsAt: null, verifiedGoneAt: null }, reason: '', flags: [], thread: [] },
    clocks: { decideBy: new Date(0).toISOString(), giveBy: null, extensionLimit: null },
    ...{ createdAt: new Date(0).toISOString(), decidedAt: null, bundle: null, url: '/' },
  };
}

function answering(status: number, body: object): Answer {
  return (response) => response.writeHead(status).end(JSON.stringify(body));
}

const DECIDED = ['approve', 'REQ-7K3F9QAB2M', '--json'];

function problem(status: number, code: string, headers: object = {}): Answer {
  const body = JSON.stringify({ type: code, title: code, status, code, detail: `It is ${code}.` });
  return (response) => response.writeHead(status, { ...headers }).end(body);
}

const done: Answer = (response) => response.end(DELIVERED);
const hangUp: Answer = (response) => response.destroy();

describe('sending, to a server that has its troubles', () => {
  const server = createServer((request, response) => void answer(request, response));
  let told: Told[] = [];
  let answers: Answer[] = [];
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    told.push({ key: request.headers['idempotency-key']?.toString(), body: await text(request) });
    (answers.shift() ?? done)(response);
  }
  let url: string;
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function sent(given: readonly Answer[], typed: readonly string[] = DECIDED) {
    answers = [...given];
    told = [];
    const environment = { url, token: 'lsh_a_token_of_some_kind', configFolder: '/nowhere' };
    return { ...(await run(typed, { environment })), calls: told };
  }

  it('when it is not confirmed, then the same is sent again under its key until it is', async () => {
    const { exit, out, calls } = await sent([problem(503, 'not_confirmed'), hangUp, done]);
    expect([exit, out]).toEqual([0, `${DELIVERED}\n`]);
    expect(calls).toHaveLength(3);
    expect(new Set(calls.map(({ key, body }) => `${key} ${body}`)).size).toBe(1);
  });

  it('when it stays unconfirmed, then it says so, and how to send the same again', async () => {
    const typed = ['remind', 'REQ-7K3F9QAB2M', '--key', 'my-key'];
    const { exit, err, calls } = await sent(
      Array.from({ length: 9 }, () => hangUp),
      typed,
    );
    expect([exit, calls.length]).toEqual([4, 4]);
    expect(err).toContain('Whether it arrived is not known.');
    expect(err).toContain('--key my-key');
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('when there were too many calls, then it waits once as long as it is told, and no second time', async () => {
    const busy = problem(429, 'too_many', { 'retry-after': '0' });
    expect(await sent([busy, done])).toMatchObject({ exit: 0, calls: { length: 2 } });
    expect(await sent([busy, busy, done])).toMatchObject({ exit: 4, calls: { length: 2 } });
    const never = problem(429, 'too_many', { 'retry-after': '86400' });
    expect(await sent([never, done])).toMatchObject({ exit: 4, calls: { length: 1 } });
    expect(await sent([problem(429, 'too_soon'), done])).toMatchObject({ exit: 1, calls: { length: 1 } });
  });

  it('when what is needed is away, or what answers is no Leasehold, then it is said as it is, and nothing repeated', async () => {
    expect(await sent([problem(503, 'unavailable')])).toMatchObject({ exit: 4, calls: { length: 1 } });
    const elsewhere: Answer = (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    const page: Answer = (response) => response.end('<html>a page</html>');
    const other: Answer = (response) => response.end('{"applied":"perhaps"}');
    for (const one of [elsewhere, page, other]) {
      const { exit, out, calls } = await sent([one]);
      expect([exit, calls.length]).toEqual([6, 1]);
      expect(JSON.parse(out)).toMatchObject({ code: 'not_understood', key: expect.any(String) });
    }
  });

  it('when no worker is there, then it is said that it is recorded and not applied yet, and it ends with 5', async () => {
    const recorded: Answer = (response) => response.writeHead(202).end('{"applied":false,"state":null}');
    const { exit, out, calls } = await sent([recorded], ['reject', 'REQ-7K3F9QAB2M', '--comment', 'no']);
    expect([exit, calls.length]).toEqual([5, 1]);
    expect(out).toBe('REQ-7K3F9QAB2M: Recorded; not applied yet. It takes effect when a worker is back.\n');
  });

  it('when the server is away for a while, then whoever waits is told so, and waits on', async () => {
    const given = [answering(202, request('pending_approval')), problem(404, 'not_found'), hangUp];
    const asked = ['request', 'aws', 'deploy', '--for', '8h'];
    const last = [answering(200, request('pending_approval')), answering(200, request('active'))];
    const { exit, out, err, calls } = await sent([...given, problem(500, 'internal'), ...last], asked);
    expect([exit, calls.length]).toEqual([0, 6]);
    expect(out).toMatch(/^REQ-7K3F9QAB2M active: Maya asks for /);
    expect(err).toMatch(
      /recorded, not applied yet[^]+did not answer[^]+It is internal\. It goes on; still looking\.[^]+waits for a decision/,
    );
    const gone = await sent([answering(201, request('pending_approval')), problem(404, 'not_found')], asked);
    expect(gone).toMatchObject({ exit: 1, out: '' });
  });

  it('when nobody listens, then it is told that nothing was sent, with neither key nor stack', async () => {
    const away = `http://127.0.0.1:${await freePort()}`;
    const environment = { url: away, token: 'lsh_a_token_of_some_kind', configFolder: '/nowhere' };
    for (const typed of [['list'], ['cancel', 'REQ-7K3F9QAB2M']]) {
      const { exit, out, err } = await run(typed, { environment });
      expect([exit, out]).toEqual([4, '']);
      expect(err).toMatch(/^✕ .+ cannot be reached \(ECONNREFUSED\)\. Nothing was sent\..+\n$/);
    }
  });

  it('when a record is cut off on its way, then that is not taken for the whole', async () => {
    const cut: Answer = (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"hash":"', () => response.destroy());
    };
    expect(await sent([cut], ['audit', 'export'])).toMatchObject({ exit: 4, err: expect.stringContaining('cut off') });
    const short: Answer = (response) => response.end('{"hash":"a","body":{}}\n');
    expect(await sent([short], ['audit', 'export'])).toMatchObject({ exit: 4 });
  });
});
