// Shows a thing opened from a list beside the list. The thing has its own address: reloading, or opening it elsewhere,
// shows it as a page, and whatever cannot be shown here is.
import { whileBusy } from './busy.js';
import { tellTimes } from './times.js';

const ROOM = matchMedia('(width >= 1100px)');
const base = location.href;
let panel;
let opener;
let shownUrl;
let turn = 0;

export function isPanelOpen() {
  return shownUrl !== undefined;
}

/** What is on the screen, and where it comes from. */
export function shownViews() {
  const page = { url: withoutNotice(base), root: document.querySelector('main') };
  return isPanelOpen() ? [page, { url: withoutNotice(shownUrl), root: panel }] : [page];
}

export function startPanel() {
  document.addEventListener('click', followed);
  document.addEventListener('submit', submitted);
  document.addEventListener('keydown', ({ key, defaultPrevented }) => {
    if (key === 'Escape' && !defaultPrevented && isPanelOpen() && document.querySelector('dialog[open]') === null)
      history.back();
  });
  addEventListener('popstate', moved);
  ROOM.addEventListener('change', () => {
    if (!ROOM.matches && isPanelOpen()) location.assign(shownUrl);
  });
}

function followed(event) {
  const link = event.target.closest('a[href]');
  if (link === null || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target !== '') return;
  if (link.origin !== location.origin || !ROOM.matches) return;
  const isOpened = link.closest('main [data-row]') !== null && 'open' in link.dataset;
  const isInside = panel?.contains(link) === true && isOfThing(link.pathname);
  if (!isOpened && !isInside) return;
  event.preventDefault();
  void openInPanel(link, {});
}

/** The thing itself and what belongs to it: `/requests/REQ-1` and `/requests/REQ-1/approve`. */
function isOfThing(path) {
  const thing = (address) => address.split('/').slice(0, 3).join('/');
  return isPanelOpen() && thing(path) === thing(new URL(shownUrl).pathname);
}

export async function openInPanel(link, { keepFocus = false }) {
  if (panel?.contains(link) !== true) opener = link;
  const isFirst = !isPanelOpen();
  const shown = await show(link.href, {}, keepFocus);
  if (shown === SUPERSEDED) return;
  if (shown === undefined) return location.assign(link.href);
  if (isFirst) history.pushState({ base }, '', shown);
  else history.replaceState({ base }, '', shown);
}

const SUPERSEDED = Symbol('something newer is shown');

/** The address of what is shown now; undefined: it cannot be shown here. */
async function show(url, init, keepFocus) {
  const mine = ++turn;
  let content;
  let response;
  try {
    response = await whileBusy(fetch(url, { ...init, headers: { accept: 'text/html' } }));
    content = contentOf(await response.text());
  } catch {
    content = null;
  }
  if (mine !== turn) return SUPERSEDED;
  if (content === null) return undefined;
  shownUrl = response.url;
  fill(content, keepFocus);
  return response.url;
}

function contentOf(html) {
  return new DOMParser().parseFromString(html, 'text/html').querySelector('main#content');
}

function fill(content, keepFocus) {
  panel ??= makePanel();
  panel.hidden = false;
  const body = panel.querySelector('.body');
  body.replaceChildren(...[...content.childNodes].map((node) => document.importNode(node, true)));
  panel.querySelector('a.whole').href = shownUrl;
  panel.scrollTop = 0;
  document.documentElement.classList.add('with-panel');
  for (const row of document.querySelectorAll('.opened')) row.classList.remove('opened');
  opener?.closest('[data-row]')?.classList.add('opened');
  tellTimes(panel);
  const title = body.querySelector('h1') ?? body;
  title.tabIndex = -1;
  const first = body.querySelector('form.asked textarea, form.asked select, [role="alert"]');
  if (!keepFocus) (first?.matches('[role="alert"]') ? title : (first ?? title)).focus({ preventScroll: true });
}

function makePanel() {
  const made = document.createElement('aside');
  made.className = 'panel';
  made.setAttribute('aria-label', 'What was opened from the list');
  const bar = document.createElement('p');
  bar.className = 'bar';
  const whole = Object.assign(document.createElement('a'), { className: 'whole', textContent: 'Open as a page' });
  const shut = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet' });
  shut.textContent = 'Close';
  shut.addEventListener('click', () => history.back());
  bar.append(whole, shut);
  made.append(bar, Object.assign(document.createElement('div'), { className: 'body' }));
  document.querySelector('.frame').append(made);
  return made;
}

/** A form of the panel is sent from here, and what comes back is shown here. */
function submitted(event) {
  const form = event.target;
  if (event.defaultPrevented || panel?.contains(form) !== true || form.method !== 'post') return;
  const url = event.submitter?.hasAttribute('formaction') ? event.submitter.formAction : actionOf(form);
  if (!isOfThing(new URL(url).pathname)) return;
  event.preventDefault();
  void send(form, event.submitter, url);
}

function actionOf(form) {
  return form.hasAttribute('action') ? form.action : shownUrl;
}

async function send(form, submitter, url) {
  if (form.dataset.sending !== undefined) return;
  form.dataset.sending = '';
  const body = new URLSearchParams(new FormData(form, submitter));
  const shown = await show(url, { method: 'POST', body }, false);
  delete form.dataset.sending;
  if (shown === SUPERSEDED) return;
  if (shown !== undefined) return history.replaceState({ base }, '', shown);
  // Its name makes it one click, however often it is sent: so the browser sends it, and says what went wrong.
  form.action = url;
  form.submit();
}

function moved() {
  if (withoutHash(location.href) === withoutHash(base)) return close();
  if (history.state?.base !== base) {
    if (location.pathname !== new URL(base).pathname) location.reload();
    return;
  }
  void show(location.href, {}, false).then((shown) => shown ?? location.reload());
}

function close() {
  turn += 1;
  if (!isPanelOpen()) return;
  shownUrl = undefined;
  panel.hidden = true;
  document.documentElement.classList.remove('with-panel');
  for (const row of document.querySelectorAll('.opened')) row.classList.remove('opened');
  const again = opener?.isConnected
    ? opener
    : document.querySelector(`main a[href="${CSS.escape(opener?.getAttribute('href') ?? '')}"]`);
  again?.focus();
}

function withoutHash(address) {
  return address.split('#')[0];
}

/** What came of a click is said once. */
function withoutNotice(address) {
  const url = new URL(address);
  url.searchParams.delete('did');
  url.hash = '';
  return url.href;
}
