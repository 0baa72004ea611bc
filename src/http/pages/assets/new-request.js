// Comfort only: typing searches, and what it comes to is shown as it changes. Without this every button sends the form.
import { whileBusy } from './busy.js';

const PAUSE_MS = 250;
const NO_ANSWER = 'The server does not answer. What you typed is kept here.';
const SIGNED_OUT = 'You are signed out. What you typed is kept here: sign in in another tab, and go on.';

const form = document.querySelector('form.asking');
const here = form.dataset.here;
let under;
let soon;

// Wherever somebody goes from here and comes back, all of it is there again.
history.replaceState(null, '', here);

form.addEventListener('submit', (event) => {
  if (event.submitter?.value === 'submit') return;
  event.preventDefault();
  void show(event.submitter);
});

form.addEventListener('input', (event) => {
  if (!event.isComposing) wait();
});
form.addEventListener('compositionend', wait);

function wait() {
  clearTimeout(soon);
  soon = setTimeout(() => void show(), PAUSE_MS);
}

/** Asks for the page as it would be, and takes over what is different. Only the latest question is answered. */
async function show(button) {
  clearTimeout(soon);
  under?.abort();
  const mine = new AbortController();
  under = mine;
  const typed = new FormData(form, button);
  typed.set('live', 'yes');
  try {
    const body = new URLSearchParams(typed);
    const sent = { method: 'POST', body, signal: mine.signal };
    const answer = await whileBusy(fetch(form.getAttribute('action'), sent));
    const text = await answer.text();
    const next = new DOMParser().parseFromString(text, 'text/html').querySelector('form.asking');
    if (under !== mine || mine.signal.aborted) return;
    if (next === null) say(answer.status === 401 ? SIGNED_OUT : NO_ANSWER);
    else takeOver(next, answer.headers.get('content-location'));
  } catch (error) {
    if (error.name !== 'AbortError') say(NO_ANSWER);
  }
}

/** What was typed is in the page, and nowhere else: it is not left. */
function say(words) {
  form.querySelector('[aria-live]').textContent = words;
}

function takeOver(next, address) {
  const had = document.activeElement;
  become(form, next);
  if (address !== null) history.replaceState(null, '', address);
  if (had !== null && had !== document.body && !had.isConnected) form.querySelector('#basket').focus();
}

/** What is the same stays, with its focus, its caret and what can be undone in it. */
function become(old, next) {
  if (old.nodeName !== next.nodeName || old.dataset?.part !== next.dataset?.part || old.id !== next.id) {
    old.replaceWith(next);
    return;
  }
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  for (const { name } of [...old.attributes]) if (!next.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of [...next.attributes])
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  becomeChildren(old, next);
  if (old !== document.activeElement) becomeTyped(old, next);
}

function becomeChildren(old, next) {
  const [were, are] = [[...old.childNodes], [...next.childNodes]];
  for (const [at, child] of are.entries()) {
    if (were[at] === undefined) old.append(child);
    else become(were[at], child);
  }
  for (const left of were.slice(are.length)) left.remove();
}

/** What a person sees in a field is not its attribute any more, once something was typed. */
function becomeTyped(old, next) {
  if (old.type === 'checkbox') old.checked = next.checked;
  else if (['INPUT', 'SELECT', 'TEXTAREA'].includes(old.nodeName) && old.value !== next.value) old.value = next.value;
}
