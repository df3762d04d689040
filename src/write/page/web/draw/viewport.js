// The part of a scene that the window shows, and how it moves from one place to another. Pure, but for the glide.

/**
 * A point of the scene is at `x + k * its x`, `y + k * its y` of the window.
 * @typedef {{k: number, x: number, y: number}} Place
 * @typedef {{width: number, height: number, flat: boolean}} Sized
 */

/** Largest zoom of cards, and least of anything. */
const LARGEST = 4;
const LEAST = 0.0005;
/** At least this many pixels of a scene stay in the window. */
const STAYS = 60;
/** How long a move takes, in milliseconds. */
const TIME = 240;
/** A picture that would be narrower than this when all of it is shown is shown in its whole width instead. */
const SLIVER = 140;
/** Least zoom at which a page begins: heads can be read. */
const BEGIN = 0.7;

/** All of a scene. @param {Sized} scene @param {number} width @param {number} height @returns {Place} */
export function whole(scene, width, height) {
  if (scene.flat) return { k: width / scene.width, x: 0, y: 0 };
  let k = Math.min(width / scene.width, height / scene.height, 1.25);
  if (scene.width * k < SLIVER && scene.height * k > 4 * SLIVER) k = Math.min(width / scene.width, 1);
  const [wide, high] = [scene.width * k, scene.height * k];
  return {
    k,
    x: Math.max(0, (width - wide) / 2),
    y: Math.max(0, (height - high) / 2),
  };
}

/**
 * Where a reader begins.
 * @param {Sized} scene
 * @param {boolean} scrolls   whether the layout is read down, in full width
 * @param {boolean} table     whether it is a table, which is never enlarged
 * @param {number} width
 * @param {number} height
 * @returns {Place}
 */
export function start(scene, scrolls, table, width, height) {
  const all = whole(scene, width, height);
  if (scene.flat) return all;
  const top = (/** @type {number} */ k) => ({ k, x: Math.max(0, (width - scene.width * k) / 2), y: 0 });
  if (scrolls) return top(Math.min(1, width / scene.width));
  if (table) return top(Math.min(1, all.k));
  if (all.k >= 0.5 && scene.height * all.k <= height + 1) return all;
  return top(Math.max(width < 500 ? 0.8 : BEGIN, Math.min(1, width / scene.width)));
}

/**
 * Limits of zoom.
 * @param {Sized} scene
 * @param {number} width
 * @param {number} height
 * @param {number} wide   of the widest thing that is wanted at full width
 */
export function limits(scene, width, height, wide) {
  if (scene.flat) return [width / scene.width, Math.max(8, wide)];
  const all = Math.min(width / scene.width, height / scene.height);
  return [Math.max(LEAST, Math.min(all * 0.7, 0.3)), LARGEST];
}

/**
 * A place moved so that something of the scene is in the window.
 * @param {Place} place
 * @param {Sized} scene
 * @param {number} width
 * @param {number} height
 * @returns {Place}
 */
export function held({ k, x, y }, scene, width, height) {
  const down = scene.flat ? 1 : k;
  const [wide, high] = [scene.width * k, scene.height * down];
  if (scene.flat) {
    return {
      k,
      x: Math.min(0, Math.max(width - wide, x)),
      y: Math.min(0, Math.max(Math.min(0, height - high), y)),
    };
  }
  return {
    k,
    x: Math.min(width - STAYS, Math.max(STAYS - wide, x)),
    y: Math.min(height - STAYS, Math.max(STAYS - high, y)),
  };
}

/**
 * Moves from place to place, at once or in a glide.
 * @param {(place: Place) => void} set
 */
export function glider(set) {
  let frame = 0;
  return {
    stop() {
      cancelAnimationFrame(frame);
    },
    /** @param {Place} from @param {Place} to @param {boolean} [flat] */
    go(from, to, flat) {
      cancelAnimationFrame(frame);
      const near = Math.abs(Math.log(to.k / from.k)) < 0.001 && Math.hypot(to.x - from.x, to.y - from.y) < 1;
      if (near || matchMedia('(prefers-reduced-motion: reduce)').matches) {
        set(to);
        return;
      }
      const begin = performance.now();
      const tick = (/** @type {number} */ now) => {
        const share = Math.min(1, (now - begin) / TIME);
        const ease = 1 - (1 - share) ** 3;
        // Zoom by factors, so that the point both places show alike stays where it is.
        const k = from.k * (to.k / from.k) ** ease;
        const turn = Math.abs(to.k - from.k) < 1e-9 ? ease : (k - from.k) / (to.k - from.k);
        set(
          share === 1
            ? to
            : {
                k,
                x: from.x + (to.x - from.x) * turn,
                y: from.y + (to.y - from.y) * (flat ? ease : turn),
              },
        );
        if (share < 1) frame = requestAnimationFrame(tick);
      };
      frame = requestAnimationFrame(tick);
    },
  };
}
