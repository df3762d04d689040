// The picture: placing, drawing, moving about. Everything that can be said without the window is in the modules it uses.

import { h } from '../dom.js';
import { EDGE_FILTERS, NODE_FILTERS, select } from '../select.js';
import { say } from '../words.js';
import { glider, held, limits, start, whole } from './camera.js';
import { cardScene } from './cards.js';
import { toPng, toSvg } from './export.js';
import { flameScene } from './flame.js';
import { inks as readInks } from './inks.js';
import { legendBox } from './legend.js';
import { STRIP, minimap } from './minimap.js';
import { mirror } from './mirror.js';
import { moves } from './move.js';
import { tellNote } from './note.js';
import { canvasPen } from './pen.js';
import { press } from './press.js';
import { forest, kept } from './place/forest.js';
import { icicle } from './place/icicle.js';
import { matrix, NONE, SUBJECT } from './place/matrix.js';
import { thread } from './place/thread.js';
import { tree } from './place/tree.js';
import { sought } from './sought.js';
import { tableScene } from './table.js';

/** @typedef {import('../state.js').State} State */

/**
 * @typedef {object} Picture
 * @property {() => void} fit                       shows all of it
 * @property {(factor: number) => void} zoom        around the middle
 * @property {(node: number) => void} show          brings a node into view
 * @property {() => string} svg                     what is in view, as a file of its own
 * @property {() => Promise<Blob>} png              the same as pixels
 * @property {(id: string) => void} fold            folds the replies of a node away, or unfolds them
 * @property {() => void} keys                      lists the keys: set by whoever has the list
 * @property {() => void} focus                     gives the picture the keys
 */

/** How long nothing must move before the address learns of it, in milliseconds. */
const SETTLED = 250;
/** How long the pointer must rest on a card before the others step back. */
const RESTS = 90;

/** Narrower pictures have no small map, and threads shorter than this need no room for it. */
const WIDE = 480;
const LONG = 12;

/** What of the state decides which comments are chosen. */
const FILTERS = /** @type {const} */ (['query', ...NODE_FILTERS, ...EDGE_FILTERS]);

/**
 * Draws the map into an element and keeps it up to date.
 * @param {HTMLElement} root @param {import('../state.js').Store} shared @returns {Picture}
 */
export function picture(root, shared) {
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const host = h('div', { class: 'map', tabindex: '0', role: 'tree', 'aria-label': say('Argument map', 'Carte des arguments') }, canvas);
  const note = h('p', { class: 'picture-note', role: 'status' });
  const corner = h('div', { class: 'picture-corner' }, note);
  root.append(host, corner);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
  const heard = mirror(host);

  let [width, height] = [0, 0];
  let place = { k: 1, x: 0, y: 0 };
  let hover = -1;
  let cell = -1;
  /** @type {import('./inks.js').Inks} */ let inks;
  /** @type {import('../select.js').Selection} */ let chosen;
  /** @type {import('./scene.js').Scene} */ let scene;
  /** @type {import('./place/matrix.js').Matrix | null} */ let table = null;
  /** @type {Map<string, number>} */ let byId = new Map();
  /** @type {import('../model.js').Model | null} */ let known = null;
  /** The view that this module itself put into the state. @type {State['view']} */
  let told = null;
  let ready = false;
  let frame = 0;
  let settle = 0;
  let rest = 0;

  const key = legendBox(corner, () => shared.model, () => inks);
  const ratio = () => Math.min(devicePixelRatio || 1, 3);
  const selected = () => byId.get(shared.state.selected) ?? -1;
  const map = minimap(root, (x, y) => {
    glide.stop();
    move({ k: place.k, x: width / 2 - x * place.k, y: height / 2 - y * (scene.flat ? 1 : place.k) });
  });

  /** @returns {Omit<import('./scene.js').Frame, 'pen'>} */
  const view = () => ({
    inks, model: shared.model, chosen, ...place, width, height, hover, selected: selected(),
    focus: document.activeElement === host && host.matches(':focus-visible'), sought: sought(shared.state.query),
  });

  function draw() {
    frame = 0;
    if (!width || !height) return;
    const dots = ratio();
    const [wide, high] = [Math.round(width * dots), Math.round(height * dots)];
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide;
      canvas.height = high;
    }
    const pen = canvasPen(context, dots);
    pen.fill(0, 0, width, height, inks.page);
    const now = { ...view(), pen };
    scene.draw(now);
    const down = scene.flat ? 1 : place.k;
    const all = scene.width * place.k <= width + 1 && scene.height * down <= height + 1;
    map.draw(now, dots, !table && !all && width >= WIDE && height > 320);
  }
  const redraw = () => { if (ready && !frame) frame = requestAnimationFrame(draw); };

  /** @param {import('./camera.js').Place} next */
  function move(next) {
    place = held(next, scene, width, height);
    redraw();
    clearTimeout(settle);
    settle = window.setTimeout(() => {
      const down = scene.flat ? 1 : place.k;
      told = [(width / 2 - place.x) / place.k, (height / 2 - place.y) / down, place.k];
      shared.set({ view: told });
      if (scene.left) tellChoice();
    }, SETTLED);
  }
  const glide = glider(move);

  /** Arranges everything anew. @param {boolean} stay   whether what is in the middle stays there */
  function arrange(stay) {
    const begun = performance.now();
    const { model, state } = shared;
    if (model !== known) {
      known = model;
      byId = new Map(model.nodes.map(({ id }, at) => [id, at]));
    }
    const anchor = stay && scene ? anchored() : null;
    const shown = forest(model, new Set(state.folded), state.hide === 'hide' && chosen.active ? kept(model, chosen.nodes) : null);
    table = null;
    switch (state.layout) {
      case 'thread':
        scene = cardScene(shown, thread(model, shown, width - strip(shown.nodes.length)));
        break;
      case 'icicle':
        scene = flameScene(shown, icicle(shown, Math.max(width, 200)), width, height);
        break;
      case 'matrix':
        table = matrix(model, chosen.edges);
        scene = tableScene(model, shown, table, width, () => cell);
        break;
      default:
        scene = cardScene(shown, tree(model, shown, width));
    }
    map.renew(scene);
    performance.measure('picture arranged', { start: begun });
    if (anchor) {
      const box = scene.box(anchor.node);
      if (box) place = { ...place, x: anchor.x - box.x * place.k, y: anchor.y - box.y * (scene.flat ? 1 : place.k) };
    }
  }

  /** Room that a thread leaves for the small map beside it. @param {number} cards */
  const strip = (cards) => (width >= WIDE && cards > LONG ? STRIP + 12 : 0);

  /** The card that stays where it is when others move, and its place in the window. */
  function anchored() {
    const node = selected();
    const box = node >= 0 ? scene.box(node) : null;
    if (!box) return null;
    const down = scene.flat ? 1 : place.k;
    const [x, y] = [box.x * place.k + place.x, box.y * down + place.y];
    return x > -box.width && y > -box.height && x < width && y < height ? { node, x, y } : null;
  }

  /** Goes to where the state says. */
  function aim() {
    const { view: wanted, layout } = shared.state;
    if (!wanted) place = start(scene, layout, width - (layout === 'thread' ? strip(scene.forest.nodes.length) : 0), height);
    else {
      const [cx, cy, k] = wanted;
      place = held({ k, x: width / 2 - cx * k, y: height / 2 - cy * (scene.flat ? 1 : k) }, scene, width, height);
    }
  }

  /** Brings a node into view, no farther than needed. @param {number} node @param {boolean} [large]   so that it can be read @param {boolean} [once]   at once */
  function show(node, large, once) {
    if (!ready) return;
    const box = scene.box(node);
    if (!box) return;
    let { k, x, y } = place;
    if (scene.flat) {
      if (box.width * k < 120 || large) k = Math.min(Math.max(k, width * 0.5 / box.width), limits(scene, width, height, 400 / widest())[1]);
      if (k !== place.k) x = width / 2 - (box.x + box.width / 2) * k;
    } else if (k < (large ? 0.8 : 0.5)) {
      k = Math.min(large ? 1 : 0.75, width / (box.width + 40));
      [x, y] = [width / 2 - (box.x + box.width / 2) * k, height / 2 - (box.y + box.height / 2) * k];
    }
    const down = scene.flat ? 1 : k;
    const edge = 24;
    const [left, top] = [box.x * k + x, box.y * down + y];
    const [wide, high] = [box.width * k, box.height * down];
    if (wide > width - 2 * edge) x -= left - (scene.flat ? (width - wide) / 2 : edge);
    else x += left < edge ? edge - left : left + wide > width - edge - map.strip ? width - edge - map.strip - left - wide : 0;
    if (high > height - 2 * edge) y -= top - edge;
    else y += top < edge ? edge - top : top + high > height - edge ? height - edge - top - high : 0;
    const next = held({ k, x, y }, scene, width, height);
    if (once) place = next;
    else glide.go(place, next, scene.flat);
  }
  /** The width of one comment in a flat scene. */
  const widest = () => scene.width / Math.max(shared.model.nodes.length, 1) || 1;

  /** @param {number} factor @param {number} x @param {number} y @param {boolean} smooth */
  function zoomAt(factor, x, y, smooth) {
    const [least, most] = limits(scene, width, height, 400 / widest());
    const k = Math.min(Math.max(place.k * factor, Math.min(least, place.k)), most);
    const by = k / place.k;
    const next = { k, x: x - (x - place.x) * by, y: scene.flat ? place.y : y - (y - place.y) * by };
    if (smooth) glide.go(place, held(next, scene, width, height), scene.flat);
    else move(next);
  }

  /** @param {number} x @param {number} y */
  const at = (x, y) => {
    const down = scene.flat ? 1 : place.k;
    return scene.hit((x - place.x) / place.k, (y - place.y) / down, /** @type {import('./scene.js').Frame} */ (view()));
  };

  /** @param {number} node */
  function fold(node) {
    const { id } = shared.model.nodes[node];
    if (shared.model.size[node] < 2) return;
    const { folded } = shared.state;
    const open = folded.includes(id);
    shared.set({ selected: id, folded: open ? folded.filter((one) => one !== id) : [...folded, id] });
    heard.say(open ? say('unfolded', 'déplié') : say('folded', 'replié'));
  }

  /** Selects a node, and whatever hides it opens. @param {number} node */
  function choose(node) {
    if (node >= 0) shared.set({ selected: shared.model.nodes[node].id });
  }

  /** Selects a node that may be folded away. @param {number} node @param {string} otherwise   what is said if there is none */
  function reach(node, otherwise) {
    if (node < 0) {
      heard.say(otherwise);
      return;
    }
    const { model, state } = shared;
    const above = new Set();
    for (let up = model.nodes[node].parent; up !== undefined; up = model.nodes[up].parent) above.add(model.nodes[up].id);
    shared.set({ folded: state.folded.filter((id) => !above.has(id)), selected: model.nodes[node].id });
  }

  /** @param {number} next */
  function toCell(next) {
    if (!table) return;
    cell = next;
    heard.grid(shared.model, table, cell);
    redraw();
  }

  /** Filters by what a cell stands for, or no longer. @param {number} number */
  function pickCell(number) {
    if (!table) return;
    const group = table.rows[Math.trunc(number / table.columns.length)];
    if (group === SUBJECT) return;
    const name = group === NONE ? '' : shared.model.positions[group].name;
    const on = shared.state.position.length === 1 && shared.state.position[0] === name;
    shared.set({ position: on ? [] : [name] });
  }

  moves(host, {
    pan(dx, dy) {
      glide.stop();
      move({ ...place, x: place.x + dx, y: place.y + dy });
    },
    zoom(factor, x, y) {
      glide.stop();
      zoomAt(factor, x, y, false);
    },
    hover(x, y) {
      if (!ready) return;
      const hit = at(x, y);
      const node = hit ? hit.node : -1;
      host.classList.toggle('over', Boolean(hit));
      if (node === hover) return;
      clearTimeout(rest);
      // From one card to the next at once; the first after a moment.
      rest = window.setTimeout(() => {
        hover = node;
        redraw();
      }, hover >= 0 && node >= 0 ? 0 : RESTS);
    },
    leave() {
      clearTimeout(rest);
      hover = -1;
      redraw();
    },
    click(x, y) {
      if (!ready) return;
      const hit = at(x, y);
      if (hit?.cell !== undefined) {
        toCell(hit.cell);
        pickCell(hit.cell);
      } else if (hit?.fold || (hit && scene.flat && hit.node === selected() && scene.forest.away.get(scene.forest.slot[hit.node])?.folded)) fold(hit.node);
      else shared.set({ selected: hit && hit.node >= 0 ? shared.model.nodes[hit.node].id : '' });
    },
    twice(x, y) {
      const hit = at(x, y);
      if (hit && hit.node >= 0 && !hit.fold) show(hit.node, true);
      else if (!hit) zoomAt(1.8, x, y, true);
    },
    reads: () => shared.state.layout === 'thread',
  });

  /** @type {import('./press.js').Acts} */
  const acts = {
    model: () => shared.model, scene: () => scene, chosen: () => chosen, node: selected,
    cells: () => (table ? { at: cell, count: table.cells.length, columns: table.columns.length } : null),
    choose, reach, fold, toCell, pickCell,
    turn: (share) => glide.go(place, held({ ...place, y: place.y - height * share }, scene, width, height)),
    zoom: (factor) => self.zoom(factor),
    fit: () => self.fit(),
    keys: () => self.keys(),
    open: (node) => host.dispatchEvent(new CustomEvent('open-comment', { bubbles: true, detail: node })),
    clear: () => shared.set({ selected: '' }),
  };
  host.addEventListener('keydown', (event) => {
    if (!ready || event.ctrlKey || event.metaKey || event.altKey) return;
    if (press(event.key, event.shiftKey, acts)) event.preventDefault();
    redraw();
  });
  for (const type of ['focus', 'blur']) host.addEventListener(type, redraw);

  const tellChoice = () => tellNote(note, shared.model, chosen, table ? 'counted' : shared.state.hide === 'hide' ? 'hidden' : 'faded', scene.left?.() ?? 0);

  function hear() {
    if (table) heard.grid(shared.model, table, cell);
    else heard.tree(shared.model, scene.forest, selected());
  }

  function begin() {
    [width, height] = [host.clientWidth, host.clientHeight];
    if (!width || !height) return;
    inks = readInks(shared.model);
    chosen = select(shared.model, shared.state);
    arrange(false);
    aim();
    ready = true;
    const { selected: id, view: wanted } = shared.state;
    if (id && !wanted && selected() >= 0) show(selected(), false, true);
    draw();
    performance.mark('picture drawn');
    // What can wait until the picture is there.
    setTimeout(() => { tellChoice(); hear(); }, 0);
  }
  // Once everything beside it is mounted, and before the first frame.
  requestAnimationFrame(begin);

  new ResizeObserver(() => {
    if (!ready) {
      if (host.clientWidth && known === null) begin();
      return;
    }
    const [wide, high] = [host.clientWidth, host.clientHeight];
    if ((wide === width && high === height) || !wide || !high) return;
    const same = wide === width && !scene.flat;
    const [dx, dy] = [(wide - width) / 2, 0];
    [width, height] = [wide, high];
    if (!same) {
      const loose = shared.state.view === null;
      arrange(true);
      if (loose) aim();
      else if (!scene.flat) place = held({ ...place, x: place.x + dx, y: place.y + dy }, scene, width, height);
      else place = held(place, scene, width, height);
      // What was just selected, perhaps by what took the room, stays in view.
      if (selected() >= 0) {
        glide.stop();
        show(selected(), false, true);
      }
    }
    draw();
  }).observe(host);

  shared.subscribe((state, before) => {
    if (!ready) return;
    const renewed = shared.model !== known;
    if (renewed) hover = cell = -1;
    const filtered = renewed || FILTERS.some((key) => state[key] !== before[key]);
    if (filtered) chosen = select(shared.model, state);
    if (renewed || state.theme !== before.theme) {
      inks = readInks(shared.model);
      key.fill();
    }
    const hides = state.hide !== before.hide || (filtered && (state.hide === 'hide' || state.layout === 'matrix'));
    const other = state.layout !== before.layout;
    if (renewed || hides || other || state.folded !== before.folded) {
      arrange(!other);
      if (other) {
        glide.stop();
        cell = -1;
        if (state.view === before.view) shared.state.view = null;
        aim();
        if (selected() >= 0) show(selected(), false, true);
      }
    } else if (filtered || state.theme !== before.theme) map.renew(scene);
    if (state.view !== before.view && state.view !== told && !other) aim();
    if (state.selected !== before.selected && selected() >= 0 && !other) show(selected());
    if (filtered || hides || other || renewed) redraw(), setTimeout(tellChoice, 50);
    if (renewed || other || hides || state.selected !== before.selected || state.folded !== before.folded) hear();
    redraw();
  });
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    matchMedia(query).addEventListener('change', () => {
      if (!ready) return;
      inks = readInks(shared.model);
      key.fill();
      map.renew(scene);
      redraw();
    });
  }

  /** @type {Picture} */
  const self = {
    fit() {
      if (ready) glide.go(place, whole(scene, width, height), scene.flat);
    },
    zoom(factor) {
      if (ready) zoomAt(factor, width / 2, height / 2, true);
    },
    show(node) {
      show(node);
    },
    svg: () => toSvg(view(), scene),
    png: () => toPng(view(), scene),
    fold(id) {
      const node = byId.get(id);
      if (node !== undefined) fold(node);
    },
    keys() {},
    focus() {
      host.focus();
    },
  };
  return self;
}
