import { connect, createServer } from 'node:net';
import { CannotRun } from './cannot-run.ts';

const LAST_PORT = 65_535;
const TRIES = 100;

export interface PortWish {
  /** What it is for, as people say it: "the app". */
  readonly purpose: string;
  readonly host: string;
  readonly port: number;
  readonly not?: readonly number[];
}

/** The wished port or the next free one, and a sentence when it is another. */
export async function findPort(wish: PortWish, report: (line: string) => void): Promise<number> {
  for (let port = wish.port; port <= Math.min(wish.port + TRIES, LAST_PORT); port++) {
    if (wish.not?.includes(port) || !(await isFree(port, wish.host))) continue;
    if (port !== wish.port)
      report(`Port ${wish.port} is taken by another program: ${wish.purpose} uses ${port} instead.`);
    return port;
  }
  throw new CannotRun(`No port from ${wish.port} on is free for ${wish.purpose}: end the programs that listen there.`);
}

/** Connecting too, because some systems let one listen on 127.0.0.1 while another listens on all addresses or on ::1. */
async function isFree(port: number, host: string): Promise<boolean> {
  const answered = await Promise.all([isAnswered(port, '127.0.0.1'), isAnswered(port, '::1')]);
  return !answered.includes(true) && (await canListen(port, host));
}

function isAnswered(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
