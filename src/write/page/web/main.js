// Reads the island and mounts the page.

import { h } from './dom.js';
import { model } from './model.js';
import { INITIAL, fromHash, store, toHash } from './state.js';
import { say, speak } from './words.js';
import { picture } from './draw/picture.js';
import { bar } from './panel/bar.js';
import { detail } from './panel/detail.js';
import { side } from './panel/side.js';

/** Most cards that are first shown as a tree; more are shown as an icicle from ICICLE on. */
const TREE = 60;
const ICICLE = 3000;

const island = JSON.parse(/** @type {HTMLElement} */ (document.getElementById('map')).textContent ?? '{}');
speak(island.ui);
const map = model(island);
const count = map.nodes.length;
/** @type {import('./state.js').State} */
const initial = { ...INITIAL, layout: count <= TREE ? 'tree' : count <= ICICLE ? 'thread' : 'icicle' };
const shared = store(map, initial, fromHash(location.hash, initial));

const head = h('header', { class: 'bar' });
const left = h('aside', { class: 'side', 'aria-label': say('Disputes, filters and outline', 'Débats, filtres et plan') });
const middle = h('main', { class: 'picture' });
const right = h('aside', { class: 'detail', 'aria-label': say('The selected comment', 'Le commentaire choisi') });
document.body.append(head, h('div', { class: 'columns' }, left, middle, right));

// The address follows the state, without a step in the history for every move of the mouse.
let timer = 0;
shared.subscribe((state) => {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    const hash = toHash(state, initial);
    if (hash !== location.hash.slice(1)) history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search);
  }, 150);
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  else delete document.documentElement.dataset.theme;
});
addEventListener('hashchange', () => shared.set(fromHash(location.hash, initial)));

const view = picture(middle, shared);
bar(head, shared, view);
side(left, shared);
detail(right, shared, view);
