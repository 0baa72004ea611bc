// One stream of server-sent events, opened again for as long as it is wanted.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** The server says something every ten seconds. */
const SILENCE = 25_000;

/** `tell` gets `{ alive }`, `{ about, index }` or `{ over }`. */
export function openStream({ person, seen }, tell) {
  let last = seen;
  let tries = 0;
  let source;
  let timer;
  let heardAt = Date.now();

  const open = () => {
    heardAt = Date.now();
    source = new EventSource(`/events?person=${encodeURIComponent(person)}&after=${last}`);
    source.addEventListener('message', ({ data, lastEventId }) => {
      last = Number(lastEventId);
      alive();
      tell({ about: JSON.parse(data), index: last });
    });
    source.addEventListener('beat', alive);
    source.addEventListener('over', () => {
      close();
      tell({ over: true });
    });
    source.addEventListener('error', again);
  };
  const alive = () => {
    tries = 0;
    heardAt = Date.now();
    tell({ alive: true });
  };
  // Everybody is cut off at once where a server goes away: they do not come back at once.
  const again = () => {
    source.close();
    clearTimeout(timer);
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries++);
    timer = setTimeout(open, wait * (0.5 + Math.random()));
  };
  const watch = setInterval(() => {
    if (Date.now() - heardAt > SILENCE && source.readyState !== EventSource.CLOSED) again();
  }, 5_000);
  const close = () => {
    clearInterval(watch);
    clearTimeout(timer);
    source.close();
  };
  open();
  return { close };
}
