import { wallClock } from '../../support/measure.ts';

/** What a worker tells the benchmark while it works. */
export interface WorkerEvent {
  readonly event: 'opened' | 'given' | 'taken';
  readonly id: string;
  readonly at: number;
}

export interface SqlCount {
  readonly statements: number;
  readonly transactions: number;
  readonly byText: Readonly<Record<string, number>>;
}

/** Told when the effect is there and, where there is a record, recorded. */
export function tell(event: WorkerEvent['event'], id: string): void {
  if (process.connected) process.send?.({ event, id, at: wallClock() } satisfies WorkerEvent);
}

/** The channel ends with the benchmark, however that ends. */
export function untilDisconnected(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once('disconnect', resolve);
  // A Ctrl-C reaches the whole group; the benchmark says when to stop.
  process.on('SIGINT', () => {});
  return promise;
}
