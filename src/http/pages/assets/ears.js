import { openStream } from './stream.js';

/** One stream per browser; where its tabs cannot share one, one per tab that is looked at. Calls `tell` as streams do. */
export function listen(page, tell) {
  if (typeof SharedWorker === 'undefined') return listenAlone(page, tell);
  const worker = new SharedWorker(new URL('live-worker.js', import.meta.url), { type: 'module', name: page.person });
  worker.port.addEventListener('message', ({ data }) => tell(data));
  worker.addEventListener('error', () => listenAlone(page, tell));
  worker.port.start();
  const join = () => worker.port.postMessage({ person: page.person, seen: page.seen });
  join();
  addEventListener('pagehide', () => worker.port.postMessage({ leave: true }));
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) join();
  });
}

function listenAlone(page, tell) {
  let stream;
  const turn = () => {
    stream?.close();
    stream = undefined;
    if (document.visibilityState === 'visible') stream = openStream(page, tell);
  };
  document.addEventListener('visibilitychange', turn);
  turn();
}
