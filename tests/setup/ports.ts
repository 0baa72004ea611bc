import { createServer } from 'node:net';

// Below the range from which systems take ports for outgoing connections: a port found here stays free until its server starts.
const FIRST = 20_000;
const LAST = 29_999;

/** Hands each port out once, so that two workers never start two servers on the same one. */
export function createPortFinder(
  first: number = FIRST + Math.floor(Math.random() * (LAST - FIRST)),
): () => Promise<number> {
  let next = first;
  return async () => {
    for (let tried = FIRST; tried <= LAST; tried++) {
      const port = next;
      next = port < LAST ? port + 1 : FIRST;
      if (await isFree(port)) return port;
    }
    throw new Error(`no free port between ${FIRST} and ${LAST}`);
  };
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const probe = createServer();
  probe.once('error', () => resolve(false));
  probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  return promise;
}
