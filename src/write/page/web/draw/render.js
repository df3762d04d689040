// Draws the picture: arranges the scene when the map, the choice or the window changes, and paints a frame at a time.

import { select } from '../select.js';
import { bySide, guarded } from '../state.js';
import { inks as readInks } from './inks.js';
import { layoutOf } from './layouts.js';
import { STRIP, minimap } from './minimap.js';
import { forest, kept } from './place/forest.js';
import { sought } from './sought.js';
import { canvasSurface } from './surface.js';

/** @typedef {import('./picture.js').Parts} Parts */

/** Narrower pictures have no small map, and threads shorter than this need no room for it. */
const WIDE = 480;
const LONG = 12;
/** Lower pictures have no small map either. */
const HIGH = 320;

/**
 * @param {Parts} parts
 * @param {HTMLElement} root   takes the small map
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLElement} host   the element that has the focus
 */
export function renderer(parts, root, canvas, host) {
  const { store, now } = parts;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
  const small = minimap(root, (x, y) => parts.camera.centre(x, y));
  let frame = 0;
  const ratio = () => Math.min(devicePixelRatio || 1, 3);

  /** What the window shows, for any surface. @returns {Omit<import('./scene.js').Frame, 'surface'>} */
  const view = () => ({
    inks: now.inks,
    model: store.model,
    chosen: now.chosen,
    ...now.place,
    width: now.width,
    height: now.height,
    hover: now.hover,
    selected: parts.selected(),
    focus: document.activeElement === host && host.matches(':focus-visible'),
    sought: sought(store.state.query),
  });

  function draw() {
    frame = 0;
    const { width, height, place, scene, table } = now;
    if (!width || !height) return;
    const dots = ratio();
    const [wide, high] = [Math.round(width * dots), Math.round(height * dots)];
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide;
      canvas.height = high;
    }
    const surface = canvasSurface(context, dots);
    surface.fill(0, 0, width, height, now.inks.page);
    const shown = { ...view(), surface };
    // What lies over the cards may fail; the cards stay.
    if (!guarded(() => scene.draw(shown))) {
      surface.fade(1);
      guarded(() => scene.draw({ ...shown, sought: null, focus: false, hover: -1, selected: -1 }));
    }
    const down = scene.flat ? 1 : place.k;
    const all = scene.width * place.k <= width + 1 && scene.height * down <= height + 1;
    guarded(() => small.draw(shown, dots, !table && !all && width >= WIDE && height > HIGH));
  }

  return {
    view,
    draw,

    /** Draws before the next frame. */
    redraw() {
      if (now.ready && !frame) frame = requestAnimationFrame(draw);
    },

    /** Reads the colours of the current theme. */
    recolour() {
      now.inks = readInks(store.model, bySide(store));
    },

    /** Finds what is chosen. */
    choose() {
      const { model, state } = store;
      if (guarded(() => (now.chosen = select(model, state)))) return;
      // Nothing is filtered then, and everything is there.
      const all = (/** @type {number} */ count) => new Uint8Array(count).fill(1);
      const [nodes, edges] = [all(model.nodes.length), all(model.edges.length)];
      now.chosen = { nodes, edges, comments: 0, active: false };
    },

    /** Places everything. */
    arrange() {
      const begun = performance.now();
      const { model, state } = store;
      if (model !== now.model) {
        now.model = model;
        now.byId = new Map(model.nodes.map(({ id }, at) => [id, at]));
      }
      const hidden = state.hide === 'hide' && now.chosen.active;
      const shown = forest(model, new Set(state.folded), hidden ? kept(model, now.chosen.nodes) : null);
      const layout = layoutOf(state.layout);
      const width = now.width - (layout.scrolls ? this.strip(shown.nodes.length) : 0);
      const given = { model, forest: shown, chosen: now.chosen, width, height: now.height, cell: () => now.cell };
      ({ scene: now.scene, table: now.table } = layout.arrange(given));
      small.renew(now.scene);
      performance.measure('picture arranged', { start: begun });
    },

    /** Draws the small map again. */
    renewMap() {
      small.renew(now.scene);
    },

    /** Room that a layout that scrolls leaves for the small map next to it. @param {number} cards */
    strip: (cards) => (now.width >= WIDE && cards > LONG ? STRIP + 12 : 0),

    /** Width of the small map where it covers the right edge of the picture. */
    get covered() {
      return small.strip;
    },
  };
}
