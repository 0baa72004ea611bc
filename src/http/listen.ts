import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { StartProblem } from '../ports/start-problem.ts';

export interface Listening {
  readonly port: number;
  /** Takes nothing new, lets what is under way finish, then closes. */
  drain(): Promise<void>;
}

const DRAIN_MS = 3000;

export function listen(fetch: (request: Request) => Response | Promise<Response>, to: { host: string; port: number }) {
  return new Promise<Listening>((resolve, reject) => {
    const server = serve({ fetch, hostname: to.host, port: to.port });
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartProblem(sentence(error, to))));
    server.once('listening', () =>
      resolve({ port: (server.address() as AddressInfo).port, drain: () => drain(server as never) }),
    );
  });
}

function drain(server: import('node:http').Server): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function sentence(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is taken by another program. Choose another one, as in PORT=${port + 1}.`;
  return `The web server cannot listen on ${host}:${port} (${error.message}).`;
}
