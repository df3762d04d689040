// Reads the island and mounts the page.

import { address } from './address.js';
import { h } from './dom.js';
import { firstLayout, useGeometry } from './geometry.js';
import { live } from './live.js';
import { model } from './model.js';
import { INITIAL, bySide, fromHash, store } from './state.js';
import { warm } from './select.js';
import { say, speak } from './words.js';
import { picture } from './draw/picture.js';
import { bar } from './panel/bar.js';
import { chips } from './panel/chips.js';
import { detail } from './panel/detail.js';
import { paper } from './panel/report.js';
import { side } from './panel/side.js';

const island = JSON.parse(/** @type {HTMLElement} */ (document.getElementById('map')).textContent ?? '{}');
speak(island);
useGeometry(island.geometry);
const map = model(island);
/** @type {import('./state.js').State} */
const initial = {
  ...INITIAL,
  layout: firstLayout(map),
};
const shared = store(map, initial, fromHash(location.hash, initial));

const head = h('header', { class: 'bar' });
const left = h('aside', {
  class: 'side',
  id: 'side',
  'aria-label': say('Issues, filters, outline and rules', 'Enjeux, filtres, plan et règles'),
});
const status = h('div', { class: 'choice' });
const canvas = h('div', { class: 'picture', id: 'picture' });
const middle = h('main', { class: 'middle', tabindex: -1, 'aria-label': say('The map', 'La carte') }, status, canvas);
const right = h('aside', {
  class: 'detail',
  id: 'detail',
  'aria-label': say('Detail', 'Détail'),
});
const banner = h('div', { class: 'banner', role: 'alert', hidden: true });
const skip = (/** @type {string} */ words, /** @type {() => {focus(): void} | null} */ to) =>
  h('button', { type: 'button', class: 'skip', onclick: () => to()?.focus() }, words);
head.append(
  skip(say('Skip to the map', 'Aller à la carte'), () => view),
  skip(say('Skip to the outline', 'Aller au plan'), () => {
    shared.set({ panel: 'outline' });
    return document.getElementById('tab-outline');
  }),
);
document.body.append(head, banner, h('div', { class: 'columns' }, left, middle, right));

shared.subscribe((state) => {
  document.body.classList.toggle('by-side', bySide(shared));
  document.documentElement.dataset.size = state.size;
  useGeometry(island.geometry, Number(state.size) || 1);
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  else delete document.documentElement.dataset.theme;
});
address(shared);
const view = picture(canvas, shared);
bar(head, shared, view);
chips(status, shared, view);
side(left, shared, view);
detail(right, shared, view);
paper(shared);
// Whoever opens a comment in the picture goes on in its text.
canvas.addEventListener('open-comment', () =>
  /** @type {HTMLElement | null} */ (right.querySelector('.detail-body'))?.focus(),
);
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || !shared.state.selected) return;
  if (document.querySelector('dialog[open], :popover-open')) return;
  shared.set({ selected: '' });
});
setTimeout(() => warm(map), 400);
if (island.live) live(shared, banner);
