import type { ChildMessage } from './child-message.ts';

/**
 * For server.ts and worker.ts: resolves with the reason when it is time to drain. A supervisor that died cannot send a
 * signal, but its end of the channel closes; without a supervisor there is no channel and only signals count.
 */
export function untilToldToStop(): Promise<string> {
  return new Promise((resolve) => {
    const told = (reason: string) => () => {
      // The open channel would keep a drained process alive.
      process.channel?.unref();
      resolve(reason);
    };
    process.once('SIGTERM', told('SIGTERM')).once('SIGINT', told('SIGINT'));
    process.once('disconnect', told('the supervisor is gone'));
    // Closed before anybody listened: the event is over, the state remains.
    if (process.connected === false) told('the supervisor is gone')();
  });
}

/** A line for the person who started Leasehold, such as the link for the first administrator; a child's own output is a log. */
export function tellStarter(line: string): void {
  if (process.send) tellSupervisor({ kind: 'line', line });
  else console.log(line);
}

export function tellSupervisor(message: ChildMessage): void {
  // A closed channel reports an error by callback; untilToldToStop says the same already.
  process.send?.(message, undefined, undefined, () => {});
}
