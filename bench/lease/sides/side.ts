import type { Program } from '../../support/processes.ts';
import type { WorkerEvent } from '../workers/events.ts';

/** One way of doing it, with everything that it costs. */
export interface Side {
  /** Processes by role; what they use together is what the side costs. */
  readonly processes: Readonly<Record<string, number>>;
  readonly happened: Happened;
  /** One whole life: asked, approved, given, held for so long, ended. */
  live(leaseMs?: number): Promise<void>;
  /** Given without anybody being asked, to be taken back at that moment. */
  leaseUntil(endAt: number): Promise<void>;
}

/** The moments at which the worker said that something was done, in their order. */
export type Happened = Readonly<Record<WorkerEvent['event'], Map<string, number>>>;

export function listenTo({ child }: Program): Happened {
  const happened: Happened = { opened: new Map(), given: new Map(), taken: new Map() };
  child.on('message', (message) => {
    if (typeof message !== 'object' || !('event' in message)) return;
    const { event, id, at } = message as WorkerEvent;
    happened[event].set(id, at);
  });
  return happened;
}

export function forget(happened: Happened): void {
  for (const moments of Object.values(happened)) moments.clear();
}
