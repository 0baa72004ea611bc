import type { Listener } from './listener.ts';
import type { Live } from './live.ts';

/** Who does not take this many messages is cut off: they come back, and are told what they missed. */
const MOST_WAITING = 200;
const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** One listener as server-sent events. */
export function streamOf(live: Live, whose: Pick<Listener, 'viewer' | 'until' | 'after' | 'ask'>): Response {
  const encoder = new TextEncoder();
  let listener: Listener | undefined;
  let isOpen = true;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => {
          if (!isOpen) return;
          if ((controller.desiredSize ?? 0) <= 0) return end();
          controller.enqueue(encoder.encode(`${text}\n\n`));
        };
        const end = (why: 'over' | 'away' = 'away') => {
          live.leave(mine);
          if (!isOpen) return;
          isOpen = false;
          if (why === 'over') controller.enqueue(encoder.encode('event: over\ndata:\n\n'));
          controller.close();
        };
        const mine: Listener = {
          ...whose,
          hear: (index, about) => send(`id: ${index}\ndata: ${JSON.stringify(about)}`),
          beat: () => send('event: beat\ndata:'),
          end,
        };
        listener = mine;
        live.join(mine);
      },
      cancel: () => {
        isOpen = false;
        if (listener !== undefined) live.leave(listener);
      },
    },
    new CountQueuingStrategy({ highWaterMark: MOST_WAITING }),
  );
  return new Response(body, { headers: HEADERS });
}
