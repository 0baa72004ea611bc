// Says that something is on its way, once that takes long enough to be noticed.

const NOTICED_MS = 300;
const slow = new Set();

export async function whileBusy(work) {
  const timer = setTimeout(() => {
    slow.add(work);
    say();
  }, NOTICED_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    slow.delete(work);
    say();
  }
}

function say() {
  document.documentElement.toggleAttribute('data-busy', slow.size > 0);
}
