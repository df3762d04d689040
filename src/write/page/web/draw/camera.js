// Moves the window over the scene: to where the state says, to a node, by a drag, to another zoom.

import { layoutOf } from './layouts.js';
import { glider, held, limits, start, whole } from './viewport.js';

/** @typedef {import('./picture.js').Parts} Parts */

/** How long nothing must move before the address learns of it, in milliseconds. */
const SETTLED = 250;
/** A node that is shown is at least this far from the edges of the window. */
const EDGE = 24;

/** @param {Parts} parts */
export function camera(parts) {
  const { store, now } = parts;
  let settle = 0;
  /** The view that this module itself put into the state. @type {import('../state.js').State['view']} */
  let own = null;

  const within = (/** @type {import('./viewport.js').Place} */ place) => held(place, now.scene, now.width, now.height);
  /** Pixels downwards of one of the scene. */
  const down = () => (now.scene.flat ? 1 : now.place.k);
  /** The zoom at which one comment of a flat scene is 400 pixels wide. */
  const widest = () => 400 / (now.scene.width / Math.max(store.model.nodes.length, 1) || 1);
  const glide = glider(move);

  /** @param {import('./viewport.js').Place} next */
  function move(next) {
    now.place = within(next);
    parts.render.redraw();
    clearTimeout(settle);
    settle = window.setTimeout(() => {
      const { place, width, height, scene } = now;
      own = [(width / 2 - place.x) / place.k, (height / 2 - place.y) / down(), place.k];
      store.set({ view: own });
      if (scene.left) parts.note();
    }, SETTLED);
  }

  /** @param {import('./viewport.js').Place} next */
  const glideTo = (next) => glide.go(now.place, within(next), now.scene.flat);

  /**
   * Where a node is shown, no farther from here than needed.
   * @param {number} node
   * @param {boolean} large   so that it can be read
   */
  function placeOf(node, large) {
    const { scene, width, height } = now;
    const box = scene.box(node);
    if (!box) return null;
    let { k, x, y } = now.place;
    if (scene.flat) {
      if (box.width * k < 120 || large) {
        k = Math.min(Math.max(k, (width * 0.5) / box.width), limits(scene, width, height, widest())[1]);
      }
      if (k !== now.place.k) x = width / 2 - (box.x + box.width / 2) * k;
    } else if (k < (large ? 0.8 : 0.5)) {
      k = Math.min(large ? 1 : 0.75, width / (box.width + 40));
      [x, y] = [width / 2 - (box.x + box.width / 2) * k, height / 2 - (box.y + box.height / 2) * k];
    }
    const scaleY = scene.flat ? 1 : k;
    const [left, top] = [box.x * k + x, box.y * scaleY + y];
    const [wide, high] = [box.width * k, box.height * scaleY];
    const right = width - EDGE - parts.render.covered;
    if (wide > width - 2 * EDGE) x -= left - (scene.flat ? (width - wide) / 2 : EDGE);
    else if (left < EDGE) x += EDGE - left;
    else if (left + wide > width - EDGE - parts.render.covered) x += right - left - wide;
    if (high > height - 2 * EDGE) y -= top - EDGE;
    else if (top < EDGE) y += EDGE - top;
    else if (top + high > height - EDGE) y += height - EDGE - top - high;
    return within({ k, x, y });
  }

  return {
    move,
    glideTo,
    down,
    stop: glide.stop,

    /** Whether the view in the state came from here. @param {import('../state.js').State['view']} view */
    isOwn: (view) => view === own,

    /** Brings a point of the scene to the middle. @param {number} x @param {number} y */
    centre(x, y) {
      glide.stop();
      const { k } = now.place;
      move({ k, x: now.width / 2 - x * k, y: now.height / 2 - y * down() });
    },

    /** Goes to where the state says, at once. */
    aim() {
      const { view, layout } = store.state;
      const { scene, width, height } = now;
      const { scrolls } = layoutOf(layout);
      const room = width - (scrolls ? parts.render.strip(scene.forest.nodes.length) : 0);
      if (view) {
        const [x, y, k] = view;
        now.place = within({ k, x: width / 2 - x * k, y: height / 2 - y * (scene.flat ? 1 : k) });
      } else now.place = start(scene, scrolls, now.table !== null, room, height);
    },

    /** All of the scene. */
    fit() {
      glide.go(now.place, whole(now.scene, now.width, now.height), now.scene.flat);
    },

    /** Brings a node into view. @param {number} node @param {boolean} [large] @param {boolean} [once]   at once */
    show(node, large = false, once = false) {
      const next = now.ready ? placeOf(node, large) : null;
      if (next && once) now.place = next;
      else if (next) glide.go(now.place, next, now.scene.flat);
    },

    /**
     * Zooms around a point of the window.
     * @param {number} factor
     * @param {number} x
     * @param {number} y
     * @param {boolean} smooth
     */
    zoomAt(factor, x, y, smooth) {
      const { place, scene, width, height } = now;
      const [least, most] = limits(scene, width, height, widest());
      const k = Math.min(Math.max(place.k * factor, Math.min(least, place.k)), most);
      const by = k / place.k;
      const next = { k, x: x - (x - place.x) * by, y: scene.flat ? place.y : y - (y - place.y) * by };
      if (smooth) glideTo(next);
      else move(next);
    },

    /** The selected card, if the window shows it, and where: it stays there when others move. */
    anchor() {
      const node = parts.selected();
      const box = node >= 0 && now.scene ? now.scene.box(node) : null;
      if (!box) return null;
      const { place, width, height } = now;
      const [x, y] = [box.x * place.k + place.x, box.y * down() + place.y];
      return x > -box.width && y > -box.height && x < width && y < height ? { node, x, y } : null;
    },

    /** Puts a card back to where it was. @param {{node: number, x: number, y: number} | null} anchor */
    keep(anchor) {
      const box = anchor ? now.scene.box(anchor.node) : null;
      if (!anchor || !box) return;
      now.place = { ...now.place, x: anchor.x - box.x * now.place.k, y: anchor.y - box.y * down() };
    },

    /** What is at a point of the window. @param {number} x @param {number} y */
    hit(x, y) {
      const { place, scene } = now;
      const frame = /** @type {import('./scene.js').Frame} */ (parts.render.view());
      return scene.hit((x - place.x) / place.k, (y - place.y) / down(), frame);
    },

    /** The window was resized. @param {boolean} loose   whether it is where the layout begins, and nobody moved it */
    resized(/** @type {number} */ by, loose) {
      if (loose) this.aim();
      else now.place = within(now.scene.flat ? now.place : { ...now.place, x: now.place.x + by });
    },
  };
}
