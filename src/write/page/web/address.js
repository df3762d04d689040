// The address follows what the reader chose, and back and forward lead through it.

import { FILTERS, fromHash, toHash } from './state.js';

/** What is worth a step in the history. Moving, typing and folding are not. */
const STEPS = /** @type {const} */ (['selected', 'layout', ...FILTERS, 'sort', 'origin']);
/** Milliseconds until the address follows, and within which steps count as one: nobody goes back through held keys. */
const DELAY = 150;
const ONE = 700;

/** @param {import('./state.js').Store} store */
export function address(store) {
  let timer = 0;
  let step = false;
  let last = -Infinity;
  let quiet = false;
  const write = () => {
    const hash = toHash(store.state, store.initial);
    const now = performance.now();
    const push = step && now - last > ONE;
    if (step) last = now;
    step = false;
    if (hash === location.hash.slice(1)) return;
    const place = hash ? `#${hash}` : location.pathname + location.search;
    if (push) history.pushState(null, '', place);
    else history.replaceState(null, '', place);
  };
  store.subscribe((state, before) => {
    if (quiet) return;
    if (STEPS.some((key) => state[key] !== before[key])) step = true;
    clearTimeout(timer);
    timer = window.setTimeout(write, DELAY);
  });
  const read = () => {
    clearTimeout(timer);
    step = false;
    quiet = true;
    try {
      store.set(fromHash(location.hash, store.initial));
    } finally {
      quiet = false;
    }
  };
  addEventListener('popstate', read);
  addEventListener('hashchange', read);
}
