import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';

export interface Asked {
  readonly id: string;
  readonly action: string;
  readonly app: string;
  readonly account: string | null;
  readonly person: { readonly name: string; readonly email: string } | null;
  readonly entitlement?: { readonly slug: string; readonly externalId: string };
  readonly level?: string | null;
  readonly fields?: object;
  readonly until?: string | null;
  readonly callback?: { readonly url: string; readonly token: string };
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | object;
}

type Answer = Reply | 'lose' | 'hang' | 'flood' | undefined;

interface Ways {
  reply?: (to: Asked) => Answer | Promise<Answer>;
  /** Accepts, and does nothing yet. */
  later: boolean;
}

export type Receiver = Awaited<ReturnType<typeof aReceiver>>;

interface Given {
  readonly secret: string;
  /** Seconds since 1970, by the clock of the receiver. */
  readonly now: () => number;
}

/** Who holds what, as somebody's own program keeps it: an id that it has done before is done. */
function someBooks() {
  const accounts = new Map<string, 'active' | 'suspended'>();
  const held = new Map<string, string | null>();
  const done = new Set<string>();
  let changes = 0;

  const set = (isSo: boolean, become: () => unknown) => {
    if (isSo) return;
    become();
    changes++;
  };

  function act({ id, action, account, person, entitlement, level = null }: Asked): object {
    const whose = account ?? person?.email ?? '';
    const place = `${whose} ${entitlement?.externalId ?? ''}`;
    if (action === 'read') return held.has(place) ? { state: 'present', level: held.get(place) } : { state: 'absent' };
    if (done.has(id)) return { account: whose };
    done.add(id);
    if (action === 'ensure_account') set(accounts.get(whose) === 'active', () => accounts.set(whose, 'active'));
    if (action === 'suspend') set(accounts.get(whose) === 'suspended', () => accounts.set(whose, 'suspended'));
    if (action === 'grant') set(held.has(place) && held.get(place) === level, () => held.set(place, level));
    if (action === 'revoke') set(!held.has(place), () => held.delete(place));
    return { account: whose };
  }

  return { accounts, held, act, isDone: ({ id }: Asked) => done.has(id), changes: () => changes };
}

/** Somebody's own server, written from the documentation alone. How it answers can be changed. */
export async function aReceiver({ secret, now }: Given) {
  const books = someBooks();
  const asked: Asked[] = [];
  const ways: Ways = { later: false };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    const timestamp = String(request.headers['leasehold-timestamp']);
    const isSigned = request.headers['leasehold-signature'] === signed(secret, timestamp, text);
    if (!isSigned || Math.abs(now() - Number(timestamp)) > 300) return send(response, { status: 401 });
    const told = JSON.parse(text) as Asked;
    asked.push(told);
    const reply = await ways.reply?.(told);
    if (reply === 'hang') return;
    if (reply === 'flood') return flood(response);
    if (reply === 'lose') {
      books.act(told);
      response.destroy();
    } else if (reply !== undefined) send(response, reply);
    else if (ways.later && told.callback !== undefined && !books.isDone(told)) send(response, { status: 202 });
    else send(response, { status: 200, body: books.act(told) });
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...{ ...books, asked, ways, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/access` },
    sign: (timestamp: string, text: string) => signed(secret, timestamp, text),
    askedTo: (action: string) => asked.filter((one) => one.action === action),
    /** Posts what became of it to where the call said; by default signed as it should be. */
    async report(to: Asked, said: object | string, how: { at?: number; key?: string; url?: string } = {}) {
      const text = typeof said === 'string' ? said : JSON.stringify(said);
      const timestamp = String(how.at ?? now());
      const signature = signed(how.key ?? secret, timestamp, text);
      const headers = { 'leasehold-timestamp': timestamp, 'leasehold-signature': signature };
      const response = await fetch(how.url ?? to.callback?.url ?? '', { method: 'POST', body: text, headers });
      return { status: response.status, body: (await response.json()) as { code?: string; detail?: string } };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function signed(secret: string, timestamp: string, text: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('hex')}`;
}

function send(response: ServerResponse, { status, headers = {}, body = {} }: Reply): void {
  response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** An answer that has no end. */
function flood(response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(16_384)));
  };
  response.on('drain', more).on('error', () => {});
  response.writeHead(200).write('{"state":"present","more":"');
  more();
}
