// How often the lines of cross links cross other lines; as `src/layout/crossings.rs`.

/** @typedef {import('../edge-path.js').EdgePath} EdgePath */

/** Lines that only touch do not cross. */
const CLEAR = 0.5;

/**
 * Counts the crossings in which at least one line is a cross link.
 * @param {readonly EdgePath[]} paths
 * @param {(path: EdgePath) => boolean} isCross
 */
export function crossings(paths, isCross) {
  /** @typedef {{edge: number, cross: boolean, x0: number, y0: number, x1: number, y1: number}} Stretch */
  /** @type {Stretch[]} */ const level = [];
  /** @type {Stretch[]} */ const upright = [];
  for (const path of paths) {
    const { edge, points } = path;
    const cross = isCross(path);
    for (let at = 2; at < points.length; at += 2) {
      const [x0, x1] = [Math.min(points[at - 2], points[at]), Math.max(points[at - 2], points[at])];
      const [y0, y1] = [Math.min(points[at - 1], points[at + 1]), Math.max(points[at - 1], points[at + 1])];
      (y1 - y0 > x1 - x0 ? upright : level).push({ edge, cross, x0, y0, x1, y1 });
    }
  }
  const meet = (/** @type {Stretch} */ a, /** @type {Stretch} */ b) =>
    a.edge !== b.edge && a.x0 + CLEAR < b.x0 && b.x0 < a.x1 - CLEAR && b.y0 + CLEAR < a.y0 && a.y0 < b.y1 - CLEAR;
  const uprightCross = upright.filter(({ cross }) => cross);
  let count = 0;
  for (const a of level) for (const b of a.cross ? upright : uprightCross) if (meet(a, b)) count++;
  return count;
}
