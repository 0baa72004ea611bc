// Looks at the page again when something of it has changed, and says so when nobody would tell.
import { listen } from './ears.js';
import { merge } from './merge.js';
import { shownViews } from './panel.js';
import { tellTimes } from './times.js';

const LOST_AFTER = 20_000;
/** Never more often than this, whatever happens. */
const LOOK_EVERY = 1_000;
const AFTER_TROUBLE = 3_000;
/** After "anything may have changed", which all hear at once. */
const SPREAD = 1_500;

export function startLive() {
  const { person, seen } = document.querySelector('main')?.dataset ?? {};
  if (person === undefined) return;
  const page = { person, seen: Number(seen) };
  const connection = sayConnection();
  const look = looking(() => connection.over());
  listen(page, ({ about = [], index, over }) => {
    connection.alive();
    if (over) connection.over();
    if (index !== undefined) page.seen = Math.max(page.seen, index);
    if (about.length > 0) look(about.includes('*') ? Math.random() * SPREAD : 0);
  });
}

/** At most one at a time, and none while nobody looks at this tab. */
function looking(over) {
  let isWanted = false;
  let isLooking = false;
  const run = async () => {
    if (isLooking || !isWanted || document.visibilityState === 'hidden') return;
    [isLooking, isWanted] = [true, false];
    let pause = LOOK_EVERY;
    try {
      for (const view of shownViews()) await lookAgain(view, over);
      tellTimes();
    } catch {
      // The stream tells of it once: what could not be looked at is still to be.
      isWanted = true;
      pause = AFTER_TROUBLE;
    }
    setTimeout(() => {
      isLooking = false;
      void run();
    }, pause);
  };
  document.addEventListener('visibilitychange', () => void run());
  return (delay) => {
    isWanted = true;
    setTimeout(() => void run(), delay);
  };
}

async function lookAgain({ url, root }, over) {
  const response = await fetch(url, { headers: { accept: 'text/html' } });
  if (new URL(response.url).pathname === '/sign-in') return over();
  if (response.status === 429 || response.status >= 500) throw new Error(`${response.status}`);
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  merge(root, fresh);
}

/** Silent as long as all is well. */
function sayConnection() {
  const line = document.createElement('p');
  line.className = 'connection';
  line.setAttribute('role', 'status');
  line.hidden = true;
  document.body.append(line);
  let aliveAt = Date.now();
  let isOver = false;
  const say = (words) => {
    if (line.textContent !== words) line.textContent = words;
    line.hidden = words === '';
  };
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
  setInterval(() => {
    const isLost = Date.now() - aliveAt > LOST_AFTER;
    if (!isOver) say(isLost ? `Not connected: shown as of ${clock.format(aliveAt)}.` : '');
  }, 1_000);
  return {
    alive() {
      aliveAt = Date.now();
      if (!isOver) say('');
    },
    over() {
      isOver = true;
      say(`You are signed out: shown as of ${clock.format(aliveAt)}. What you typed is kept.`);
    },
  };
}
