// Puts what has changed into a page that somebody is looking at, without moving what is under their hands.

const TYPED = 'input:not([type="hidden"], [type="submit"]), textarea, select';

/** `root` shows an older version of `fresh`: its parts with `data-live`, and what waits beside the places. */
export function merge(root, fresh) {
  for (const part of root.querySelectorAll('[data-live]')) {
    if (!part.isConnected) continue;
    const now = fresh.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`);
    if (now !== null) mergePart(part, now);
  }
  for (const count of document.querySelectorAll('[data-count]')) {
    const now = fresh.querySelector(`[data-count="${CSS.escape(count.dataset.count)}"]`);
    if (now === null || now.textContent === count.textContent) continue;
    count.textContent = now.textContent;
    count.hidden = now.hidden;
  }
}

function mergePart(part, now) {
  if (looksTheSame(part, now) || isBeingTyped(part)) return;
  const [list, fresh] = [listOf(part), listOf(now)];
  if (list !== undefined && fresh !== undefined && rowsOf(list).size > 0) mergeRows(part, list, fresh);
  else replace(part, now);
}

function listOf(part) {
  return [...part.querySelectorAll('[data-rows]')].find((list) => list.closest('[data-live]') === part);
}

/** Names of forms and words of times differ each time a page is made; parts within are looked at by themselves. */
function looksTheSame(one, other) {
  return shapeOf(one) === shapeOf(other);
}

function shapeOf(element) {
  const copy = element.cloneNode(true);
  for (const hidden of copy.querySelectorAll('input[type="hidden"]')) hidden.remove();
  for (const time of copy.querySelectorAll('time')) time.textContent = '';
  for (const bar of copy.querySelectorAll('progress')) bar.removeAttribute('value');
  for (const within of copy.querySelectorAll('[data-live]')) within.replaceChildren();
  for (const ours of copy.querySelectorAll('.news')) ours.remove();
  return copy.outerHTML;
}

function isBeingTyped(part) {
  return [...part.querySelectorAll(TYPED)].some(
    (field) =>
      field === document.activeElement ||
      (field.type === 'checkbox' || field.type === 'radio'
        ? field.checked !== field.defaultChecked
        : field instanceof HTMLSelectElement
          ? [...field.options].some((option) => option.selected !== option.defaultSelected) && field.selectedIndex > 0
          : field.value !== field.defaultValue),
  );
}

/** Who was on a link or a button is on the same one afterwards, or on the part where it was. */
function replace(part, now) {
  const focused = part.contains(document.activeElement) ? document.activeElement : undefined;
  const fresh = document.importNode(now, true);
  part.replaceWith(fresh);
  if (focused === undefined) return;
  const same = [...fresh.querySelectorAll(focused.localName)].find(
    (one) => one.getAttribute('href') === focused.getAttribute('href') && one.textContent === focused.textContent,
  );
  if (same === undefined) fresh.tabIndex = -1;
  (same ?? fresh).focus({ preventScroll: true });
}

/** Rows change where they are. One that left stays, and cannot be used any more; new ones are announced. */
function mergeRows(part, list, fresh) {
  const known = rowsOf(list);
  const now = rowsOf(fresh);
  for (const [id, row] of known) {
    const its = now.get(id);
    if (its === undefined) continue;
    row.inert = false;
    if (!looksTheSame(row, its) && !isBeingTyped(row)) replace(row, its);
  }
  const [before, after] = [[...known.keys()], [...now.keys()]];
  const lastShared = (ids, others) => ids.findLastIndex((id) => others.has(id));
  const news = after.slice(0, lastShared(after, known) + 1).filter((id) => !known.has(id));
  const isPushedOut = (index) => news.length > 0 && index > lastShared(before, now);
  for (const [index, id] of before.entries()) {
    if (!now.has(id) && !isPushedOut(index)) known.get(id).inert = true;
  }
  const arrived = lastShared(after, known) < 0 ? after : news;
  if (arrived.length > 0) announce(part, list, fresh, arrived.length);
}

function rowsOf(list) {
  return new Map([...list.querySelectorAll('[data-row]')].map((row) => [row.dataset.row, row]));
}

function announce(part, list, fresh, count) {
  part.querySelector('.news')?.remove();
  const line = document.createElement('p');
  line.className = 'news';
  line.setAttribute('role', 'status');
  const show = document.createElement('button');
  show.type = 'button';
  show.textContent = `${count} new ${list.dataset.rows}${count === 1 ? '' : 's'} — show`;
  show.addEventListener('click', () => {
    line.remove();
    const shown = document.importNode(fresh, true);
    list.replaceWith(shown);
    shown.querySelector('[data-row] a[href]')?.focus();
  });
  line.append(show);
  part.prepend(line);
}
