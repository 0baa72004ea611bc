import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { withoutDates } from './dates.ts';
import { createMemory, type Said } from './memory.ts';

/** Answers in place of the stand-in: too many calls, broken, away. Undefined: it answers itself. */
export type Instead = (
  method: string,
  args: URLSearchParams,
  token: string,
) => Answer | Promise<Answer | undefined> | undefined;

export interface Answer {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: object;
  /** It does what was asked, and only its answer is lost. */
  readonly afterDoing?: boolean;
}

export interface Front {
  /** Where Slack seems to be. */
  readonly url: string;
  stop(): Promise<void>;
}

/** What the stand-in lacks of Slack's Web API, in front of it: confirmed addresses, and the metadata of messages. */
export async function startFront(behind: string, instead: Instead = () => undefined): Promise<Front> {
  const complete = createMemory();
  const server = createServer((request, response) => {
    answer({ request, response, behind, instead, complete }).catch(() => response.writeHead(502).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly behind: string;
  readonly instead: Instead;
  readonly complete: (method: string, args: URLSearchParams, said: Said) => Said;
}

async function answer({ request, response, behind, instead, complete }: Asked): Promise<void> {
  const body = withDates(String(await buffer(request)));
  const method = /^\/api\/([\w.]+)/.exec(request.url ?? '')?.[1] ?? '';
  const args = new URLSearchParams(body);
  const { authorization = '', 'content-type': type = 'text/plain' } = request.headers;
  const other = await instead(method, args, authorization.replace(/^Bearer /, ''));
  if (other !== undefined && other.afterDoing !== true) return say(response, other);
  const asked = await fetch(new URL(request.url ?? '/', behind), {
    ...{ method: request.method ?? 'GET', headers: { authorization, 'content-type': type } },
    ...(body === '' ? {} : { body }),
  });
  const said = complete(method, args, (await asked.json()) as Said);
  return say(response, other ?? { status: asked.status, body: said });
}

function withDates(form: string): string {
  if (!form.includes('date%5E')) return form;
  const args = [...new URLSearchParams(form)];
  return String(new URLSearchParams(args.map(([name, value]) => [name, withoutDates(value)])));
}

function say(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body ?? {}));
}
