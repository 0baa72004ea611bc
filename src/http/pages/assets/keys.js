import { isPanelOpen, openInPanel } from './panel.js';
import { allRows, linkOf } from './rows.js';

const KEYS = [
  ['j', 'Next row'],
  ['k', 'Row before'],
  ['Enter', 'Open it'],
  ['Esc', 'Close what was opened'],
  ['a', 'Approve'],
  ['r', 'Reject'],
  ['c', 'New request'],
  ['/', 'Search'],
  ['?', 'These keys'],
];
const OFF = 'keys-off';

/** Never while something is typed, and never with another key held. */
export function startKeys() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.target.closest('input, textarea, select, dialog, [contenteditable]') !== null) return;
    if (localStorage.getItem(OFF) !== null && event.key !== '?') return;
    if (press(event.key)) event.preventDefault();
  });
}

function press(key) {
  if (key === '?') return showKeys();
  if (key === 'j') return move(1);
  if (key === 'k') return move(-1);
  if (!['a', 'r', 'c', '/'].includes(key)) return false;
  const target = targetOf(key);
  if (target === undefined) return false;
  if (key === '/') target.focus();
  else target.click();
  return true;
}

/** Of the row one is on, else of what is open beside the list, else of the page. */
function targetOf(key) {
  const scopes = [
    document.activeElement?.closest('[data-row]'),
    document.querySelector('aside.panel:not([hidden])'),
    document,
  ];
  const found = scopes.map((scope) => scope?.querySelector(`[data-key="${key}"]`));
  return found.find((one) => one !== null && one !== undefined);
}

function move(by) {
  const rows = allRows();
  if (rows.length === 0) return false;
  const here = rows.findIndex((row) => row.contains(document.activeElement) || row.classList.contains('opened'));
  const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + by));
  const link = linkOf(rows[next]);
  link.focus();
  link.scrollIntoView({ block: 'nearest' });
  if (isPanelOpen() && next !== here) void openInPanel(link, { keepFocus: true });
  return true;
}

function showKeys() {
  const dialog = document.querySelector('dialog.keys') ?? makeDialog();
  if (!dialog.open) dialog.showModal();
  return true;
}

function makeDialog() {
  const dialog = document.createElement('dialog');
  dialog.className = 'keys';
  dialog.setAttribute('aria-labelledby', 'keys-title');
  const title = document.createElement('h2');
  title.id = 'keys-title';
  title.textContent = 'Keys';
  const list = document.createElement('dl');
  for (const [key, words] of KEYS) {
    const term = document.createElement('dt');
    term.append(Object.assign(document.createElement('kbd'), { textContent: key }));
    list.append(term, Object.assign(document.createElement('dd'), { textContent: words }));
  }
  const close = document.createElement('form');
  close.method = 'dialog';
  close.append(Object.assign(document.createElement('button'), { className: 'quiet', textContent: 'Close' }));
  dialog.append(title, list, theSwitch(), close);
  document.body.append(dialog);
  return dialog;
}

/** Somebody who speaks to their machine, or whose hand slips, can do without. */
function theSwitch() {
  const label = document.createElement('label');
  label.className = 'check';
  const box = Object.assign(document.createElement('input'), { type: 'checkbox' });
  box.checked = localStorage.getItem(OFF) === null;
  box.addEventListener('change', () => {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, '1');
  });
  label.append(box, 'Use these keys in this browser');
  return label;
}
