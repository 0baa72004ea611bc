// The words of parts/moment.tsx, said again as time goes by: always from the clock, so that a laptop that slept is right.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const EVERY = 15_000;

/** How far the clock of this machine is off the server's. */
let off = 0;

export function relative(at, now) {
  const ms = Math.abs(at - now);
  if (ms < MINUTE) return at > now ? 'in a moment' : 'just now';
  return at > now ? `in ${span(ms)}` : `${span(ms)} ago`;
}

export function span(ms) {
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  if (days >= 3) return `${days} d`;
  if (days > 0) return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} m`;
  return `${minutes} m`;
}

function wordsOf(time, at, now) {
  if ('left' in time.dataset) return `${span(Math.max(0, at - now))} left`;
  return time.className === 'overdue' ? `Overdue by ${span(now - at)}` : relative(at, now);
}

/** What is said as a moment has its absolute time in its title. */
export function tellTimes(root = document) {
  const now = Date.now() + off;
  for (const time of root.querySelectorAll('time[datetime][title]')) {
    const at = Date.parse(time.dateTime);
    const words = wordsOf(time, at, now);
    if (time.textContent !== words) time.textContent = words;
  }
  for (const bar of root.querySelectorAll('progress[data-from]')) bar.value = now - Number(bar.dataset.from);
}

export function startTimes() {
  const shownAt = Number(document.querySelector('main')?.dataset.now ?? Number.NaN);
  // What lies between showing and reading the page is no error of the clock.
  if (Math.abs(shownAt - Date.now()) > MINUTE) off = shownAt - Date.now();
  setInterval(tellTimes, EVERY);
  document.addEventListener('visibilitychange', () => tellTimes());
  addEventListener('focus', () => tellTimes());
}
