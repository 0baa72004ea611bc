import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What tests in Jest's workers may ask of the runner: a name, a text, and an answer that survives JSON. */
export type Services = Readonly<Record<string, (argument: string) => Promise<unknown>>>;

export interface Broker {
  readonly url: string;
  close(): Promise<void>;
}

export async function startBroker(services: Services): Promise<Broker> {
  const server = createServer((request, response) => void answer(services, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const name = request.url?.slice(1) ?? '';
    const service = services[name];
    if (service === undefined) throw new Error(`the test runner has no service "${name}"`);
    response.end(JSON.stringify({ value: await service(await text(request)) }));
  } catch (error) {
    response.statusCode = 500;
    response.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
  }
}
