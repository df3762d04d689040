// The picture: makes its parts, and decides what to redo when the state changes.

import { h } from '../dom.js';
import { filtersOf } from '../panel/export.js';
import { EDGE_FILTERS, LIMITS, NODE_FILTERS } from '../select.js';
import { say } from '../words.js';
import { actions } from './actions.js';
import { camera } from './camera.js';
import { toPng, toSvg } from './export.js';
import { keyboard } from './keyboard.js';
import { layoutOf } from './layouts.js';
import { legendBox } from './legend.js';
import { mirror } from './mirror.js';
import { showNote } from './note.js';
import { pointer } from './pointer.js';
import { renderer } from './render.js';

/** @typedef {import('../state.js').State} State */

/**
 * @typedef {object} Picture
 * @property {() => void} fit                       shows all of it
 * @property {(factor: number) => void} zoom        around the middle
 * @property {(node: number) => void} show          brings a node into view
 * @property {() => string} svg                     what is in view, as an SVG file
 * @property {() => Promise<Blob>} png              the same as pixels
 * @property {(id: string) => void} fold            folds the replies of a node away, or unfolds them
 * @property {() => void} keys                      lists the keys: set by the part that has the list
 * @property {Parts['listed']} listed               lists links: set by the part that has the list
 * @property {() => void} focus                     gives the picture the keys
 *
 * What changes while the page is used and is no choice of the user: the choices are in the store.
 * @typedef {object} Now
 * @property {boolean} ready         whether everything below is set
 * @property {number} width          of the window
 * @property {number} height
 * @property {import('./viewport.js').Place} place
 * @property {number} hover          the node under the pointer; -1 none
 * @property {number} cell           the cell of the table that the keys are at; -1 none
 * @property {import('./inks.js').Inks} inks
 * @property {import('../select.js').Selection} chosen
 * @property {import('./scene.js').Scene} scene
 * @property {import('./place/matrix.js').Matrix | null} table   of a layout that is one
 * @property {import('../model.js').Model | null} model          the one that is arranged
 * @property {Map<string, number>} byId                          its nodes
 *
 * What the parts of the picture share. Each is made once, and finds the others here.
 * @typedef {object} Parts
 * @property {import('../state.js').Store} store
 * @property {Now} now
 * @property {() => number} selected     the selected node; -1 none
 * @property {(title: string, edges: number[], position: string | null) => void} listed   lists the links of a cell
 * @property {() => void} note           says in the corner what is not shown
 * @property {ReturnType<typeof mirror>} mirror
 * @property {ReturnType<typeof renderer>} render
 * @property {ReturnType<typeof camera>} camera
 * @property {ReturnType<typeof actions>} actions
 */

/** The parts of the state that decide which comments are chosen. */
const FILTERS = /** @type {const} */ (['query', ...NODE_FILTERS, ...LIMITS, ...EDGE_FILTERS]);

/**
 * Draws the map into an element and keeps it up to date.
 * @param {HTMLElement} root @param {import('../state.js').Store} store @returns {Picture}
 */
export function picture(root, store) {
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const label = say('Argument map', 'Carte des arguments');
  const host = h('div', { class: 'map', tabindex: '0', role: 'tree', 'aria-label': label }, canvas);
  const note = h('p', { class: 'picture-note', role: 'status' });
  const corner = h('div', { class: 'picture-corner' }, note);
  root.append(host, corner);

  const now = /** @type {Now} */ ({
    ready: false,
    width: 0,
    height: 0,
    place: { k: 1, x: 0, y: 0 },
    hover: -1,
    cell: -1,
    table: null,
    model: null,
    byId: new Map(),
  });
  const parts = /** @type {Parts} */ ({ store, now });
  parts.selected = () => now.byId.get(store.state.selected) ?? -1;
  parts.note = () => {
    const { counts } = layoutOf(store.state.layout);
    const fate = counts ? 'counted' : store.state.hide === 'hide' ? 'hidden' : 'faded';
    showNote(note, store.model, now.chosen, fate, now.scene.left?.() ?? 0, now.table?.own ?? 0);
  };
  parts.mirror = mirror(host);
  parts.camera = camera(parts);
  parts.render = renderer(parts, root, canvas, host);
  parts.actions = actions(parts);
  const { render, camera: view } = parts;
  const key = legendBox(
    corner,
    () => store.model,
    () => now.inks,
  );

  const hear = () => {
    if (now.table) parts.mirror.grid(store.model, now.table, now.cell);
    else parts.mirror.tree(store.model, now.scene.forest, parts.selected());
  };
  const recolour = () => {
    render.recolour();
    key.fill();
  };
  /** Arranges everything, and keeps the selected card where it is. */
  const rearrange = () => {
    const anchor = view.anchor();
    render.arrange();
    view.keep(anchor);
  };

  function begin() {
    [now.width, now.height] = [host.clientWidth, host.clientHeight];
    if (!now.width || !now.height) return;
    render.recolour();
    render.choose();
    render.arrange();
    view.aim();
    now.ready = true;
    if (!store.state.view && parts.selected() >= 0) view.show(parts.selected(), false, true);
    render.draw();
    performance.mark('picture drawn');
    // What can wait until the picture is there.
    setTimeout(() => {
      parts.note();
      hear();
    }, 0);
  }
  // Once the rest of the page is mounted, and before the first frame.
  requestAnimationFrame(begin);

  function resize() {
    if (!now.ready) {
      if (host.clientWidth && now.model === null) begin();
      return;
    }
    const [wide, high] = [host.clientWidth, host.clientHeight];
    if ((wide === now.width && high === now.height) || !wide || !high) return;
    const same = wide === now.width && !now.scene.flat;
    const by = (wide - now.width) / 2;
    [now.width, now.height] = [wide, high];
    if (!same) {
      const loose = store.state.view === null;
      rearrange();
      view.resized(by, loose);
      // What was just selected, perhaps by what took the room, stays in view.
      if (parts.selected() >= 0) {
        view.stop();
        view.show(parts.selected(), false, true);
      }
    }
    render.draw();
  }
  new ResizeObserver(resize).observe(host);

  store.subscribe((state, before) => {
    if (!now.ready) return;
    const changed = (/** @type {keyof State} */ name) => state[name] !== before[name];
    const renewed = store.model !== now.model;
    if (renewed) now.hover = now.cell = -1;
    const filtered = renewed || FILTERS.some(changed);
    if (filtered) render.choose();
    const inked = renewed || changed('theme') || changed('colour');
    if (inked) recolour();
    const other = changed('layout');
    const hides = changed('hide') || (filtered && (state.hide === 'hide' || layoutOf(state.layout).counts));
    if (other) {
      view.stop();
      now.cell = -1;
      render.arrange();
      view.aim();
      if (parts.selected() >= 0) view.show(parts.selected(), false, true);
    } else if (renewed || hides || changed('folded') || changed('size')) rearrange();
    else if (filtered || inked) render.renewMap();
    if (!other && changed('view') && !view.isOwn(state.view)) view.aim();
    if (!other && changed('selected') && parts.selected() >= 0) view.show(parts.selected());
    if (renewed || filtered || hides || other) setTimeout(parts.note, 50);
    if (renewed || other || hides || changed('selected') || changed('folded')) hear();
    render.redraw();
  });
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    matchMedia(query).addEventListener('change', () => {
      if (!now.ready) return;
      recolour();
      render.renewMap();
      render.redraw();
    });
  }

  /** @type {Picture} */
  const self = {
    fit() {
      if (now.ready) view.fit();
    },
    zoom(factor) {
      if (now.ready) view.zoomAt(factor, now.width / 2, now.height / 2, true);
    },
    show: (node) => view.show(node),
    svg: () => toSvg({ ...render.view(), filters: filtersOf(store.state) }, now.scene),
    png: () => toPng({ ...render.view(), filters: filtersOf(store.state) }, now.scene),
    fold(id) {
      const node = now.byId.get(id);
      if (node !== undefined) parts.actions.fold(node);
    },
    keys() {},
    listed() {},
    focus: () => host.focus(),
  };
  parts.listed = (...cell) => self.listed(...cell);
  pointer(parts, host);
  keyboard(parts, host, self);
  return self;
}
