const ACTS = 'a, button, input, label, select, textarea, summary, form';

export function linkOf(row) {
  return row.querySelector('a[data-open]') ?? row.querySelector('a[href]');
}

export function allRows() {
  return [...document.querySelectorAll('main [data-row]:not([inert])')].filter((row) => linkOf(row) !== null);
}

/** All of a row leads where its link leads, but for what can be pressed in it, and for selecting its words. */
export function startRows() {
  const follow = (event) => {
    const row = event.target.closest('main [data-row]');
    if (row === null || event.target.closest(ACTS) !== null || event.button > 1) return;
    if (String(getSelection()) !== '') return;
    const link = linkOf(row);
    if (link === null) return;
    const { ctrlKey, metaKey, shiftKey, button } = event;
    link.dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey: metaKey || button === 1, shiftKey }),
    );
  };
  document.addEventListener('click', follow);
}
